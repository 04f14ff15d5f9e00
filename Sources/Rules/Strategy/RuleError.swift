internal import Text

/// What is wrong with a rule of a strategy, for who wrote it: where, what, and what helps.
package struct RuleError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A path in the file, as `strategies.channel.enter.breakout`.
    package let place: String
    /// The text that stands there.
    package let text: String
    /// What of the text is meant, in bytes; empty where all of it or nothing is.
    package let span: Range<Int>
    /// A sentence without its full stop.
    package let message: String
    package let hint: String?
    /// What the span is to be replaced by, where one text is most likely meant.
    package let fix: String?
    /// Whether a `require` is not met: nothing is misspelled, but no trader may run with these
    /// parameters, and a sweep leaves them out.
    package let isUnmet: Bool

    init(place: String, text: String, _ flaw: Flaw, isUnmet: Bool = false) {
        self.place = place
        self.text = text
        span = flaw.span
        message = flaw.message
        hint = flaw.hint
        fix = flaw.fix
        self.isUnmet = isUnmet
    }

    /// Does something with a text; what is wrong with it is told with its place.
    static func placing<Value>(
        at place: String, _ text: String, _ body: () throws(Flaw) -> Value
    ) throws(RuleError) -> Value {
        do { return try body() } catch { throw RuleError(place: place, text: text, error) }
    }

    /// Place and message, the line of the text with a mark under what is meant, and the hint.
    package var description: String {
        ([headline] + quotation.map { "    \($0)" }
            + (hint.map { ["    \(ShownText.line($0))"] } ?? []))
            .joined(separator: "\n")
    }

    /// Place and message in one line.
    package var headline: String {
        ShownText.line("\(place): \(message)")
    }

    /// The line that holds what is meant, and its mark.
    package var quotation: [String] { TextMark(text: text, span: span).lines }

    /// The same of a text all of which is meant.
    package static func quotation(of text: String) -> [String] {
        TextMark(text: text, span: 0..<text.utf8.count).lines
    }
}

/// What is odd about a rule that is no mistake.
package struct RuleWarning: Equatable, Sendable, CustomStringConvertible {
    package let place: String
    package let text: String
    package let span: Range<Int>
    package let message: String
    package let hint: String?
    package let fix: String?

    init(place: String, text: String, _ flaw: Flaw) {
        self.place = place
        self.text = text
        span = flaw.span
        message = flaw.message
        hint = flaw.hint
        fix = flaw.fix
    }

    /// The line that holds what is meant, and its mark.
    package var quotation: [String] { TextMark(text: text, span: span).lines }

    /// As that of an error.
    package var description: String {
        ([ShownText.line("\(place): \(message)")]
            + (quotation + (hint.map { [$0] } ?? []))
            .map { "    \($0)" }).joined(separator: "\n")
    }
}

/// A line of a text, and marks under a part of it.
struct TextMark {
    /// Characters about the mark that are shown of a long line.
    private static let width = 90

    let text: String
    let span: Range<Int>

    /// The line and the marks; of an empty text nothing, of an empty span the line alone.
    var lines: [String] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return [] }
        // In range: a span lies within its text; what did not would be shown at its end.
        let start = min(max(0, span.lowerBound), bytes.count)
        let end = min(max(start, span.upperBound), bytes.count)
        let isBreak = { (byte: UInt8) in byte == 0x0a || byte == 0x0d }
        let lineStart = bytes[..<start].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
        let lineEnd = bytes[start...].firstIndex(where: isBreak) ?? bytes.count
        let line = scalars(bytes[lineStart..<lineEnd])
        let before = scalars(bytes[lineStart..<min(start, lineEnd)]).count
        let marked = max(1, scalars(bytes[min(start, lineEnd)..<min(end, lineEnd)]).count)
        guard span.lowerBound < span.upperBound else {
            let end = line.count > 2 * Self.width ? "…" : ""
            return [shown(line.prefix(2 * Self.width)) + end]
        }
        let lead = max(0, before - Self.width / 2)
        let tail = min(line.count, max(lead + Self.width, before + min(marked, Self.width)))
        let front = lead > 0 ? "…" : ""
        let end1 = tail < line.count ? "…" : ""
        let marks = String(repeating: "^", count: min(marked, max(1, tail - before)))
        // In range: a line that is shown from `lead` on begins before the mark.
        let space = String(repeating: " ", count: before - lead + (lead > 0 ? 1 : 0))
        return [front + shown(line[lead..<tail]) + end1, space + marks]
    }

    private func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
        Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    /// Each in one column, so that the mark stands where it belongs: a tab would move what stands
    /// behind it, and so would the escape of what no terminal is shown.
    private func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(
            contentsOf: scalars.map { scalar in
                if scalar == "\t" { return " " }
                let own = String(Character(scalar))
                return ShownText.line(own) == own ? scalar : "?"
            })
        return ShownText.line(String(text))
    }
}
