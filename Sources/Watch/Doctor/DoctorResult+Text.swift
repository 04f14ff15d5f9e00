internal import Settings
internal import Text

extension DoctorResult {
    /// For people, laid out for a terminal of that width.
    ///
    /// Groups with a heading; in each a line for a check, `verdict  subject  what was seen`, and
    /// under it what to do. Without colour the verdict alone tells how it is: what is not well is in
    /// capitals where it is wrong or urgent.
    package func text(width: Int, isColoured: Bool) -> String {
        let paint = Paint(isColoured: isColoured)
        let width = min(max(width, 40), 100)
        var lines: [String] = []
        for group in DoctorCheck.Group.allCases {
            let members = checks.filter { $0.group == group }
            guard !members.isEmpty else { continue }
            lines.append(paint.bold(group.title))
            for check in members { lines += Self.lines(check, width: width, paint) }
            lines.append("")
        }
        if isOffline { lines += ["left out, being offline: \(Self.leftOut)", ""] }
        let code = status == .ok ? (summary.contains("warning") ? "33" : "32") : "31;1"
        lines.append(paint.coloured(summary, code))
        return lines.joined(separator: "\n")
    }

    private static let verdictWidth = 9
    private static let subjectWidth = 14

    private static func lines(_ check: DoctorCheck, width: Int, _ paint: Paint) -> [String] {
        let (word, code) = label(check)
        let margin = 2 + verdictWidth + subjectWidth
        let isLong = check.subject.count >= subjectWidth
        let seen = ShownText.wrapped(check.seen, width: width - margin, breakingWords: true)
        var lines = seen.map { String(repeating: " ", count: margin) + $0 }
        let first =
            "  " + paint.coloured(padded(word, to: verdictWidth), code)
            + padded(check.subject, to: subjectWidth)
        // A subject too long for its column has a line of its own.
        if isLong {
            lines.insert(first, at: 0)
        } else {
            lines[0] = first + (seen.first ?? "")
        }
        if let remedy = check.remedy {
            for (index, line) in ShownText.wrapped(
                remedy.description, width: width - margin - 2, breakingWords: true,
                keeping: remedy.commands.map(\.description)
            ).enumerated() {
                lines.append(
                    String(repeating: " ", count: margin) + (index == 0 ? "→ " : "  ") + line)
            }
        }
        return lines
    }

    private static func label(_ check: DoctorCheck) -> (String, String) {
        switch check.verdict {
        case .ok: ("ok", "32")
        case .warning: check.isUrgent ? ("WARNING", "31;1") : ("warning", "33")
        case .wrong: ("WRONG", "31;1")
        case .skipped: ("-", "2")
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private struct Paint {
        let isColoured: Bool

        func coloured(_ text: String, _ code: String) -> String {
            let text = ShownText.line(text)
            return isColoured ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
        }

        func bold(_ text: String) -> String { coloured(text, "1") }
    }
}

extension DoctorCheck.Group {
    fileprivate var title: String {
        switch self {
        case .programs: "Programs"
        case .home: "Home"
        case .configuration: "Configuration"
        case .network: "Network"
        case .exchanges: "Exchanges"
        case .keys: "Exchange keys"
        case .reports: "Reports"
        case .alerts: "Alerts"
        case .schedule: "Schedule"
        case .record: "Record"
        }
    }
}
