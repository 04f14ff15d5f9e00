import Invocation
import Jobs
import Text

/// The whole terminal, drawn over again and again, scrolled and sorted by keys, and left as it was
/// found.
struct WatchedScreen {
    /// What is drawn.
    struct Page {
        /// Stays in sight.
        let head: [String]
        /// Is scrolled where it is longer than the rest of the screen.
        let body: [String]
        /// How it is sorted.
        let order: String
        let status: ExitStatus
    }

    /// Its other screen, without a cursor and without wrapping lines.
    private static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
    private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

    private let seconds: Int
    /// How many lines of the body lie above the screen.
    private var offset = 0
    /// As many of them as stand on it.
    private var room = 1

    init(every seconds: Int) { self.seconds = seconds }

    /// Draws what `look` sees until somebody ends it; `sort` is called where another order is wanted.
    ///
    /// - Throws: ``JobError`` where the first look fails, or the terminal takes no more.
    mutating func show<Seen>(
        look: () throws(JobError) -> Seen, draw: (Seen, Screen) -> Page, sort: () -> Void
    ) throws(JobError) -> ExitStatus {
        // Before anything is drawn over: a wrong question is answered as always.
        var seen: Result<Seen, JobError> = .success(try look())
        var status = ExitStatus.ok
        Invocation.holdSignals()
        let keys = TypedKeys()
        // In range: an hour at most.
        let span = Int64(seconds) * 1_000
        do throws(OutputLost) {
            try Invocation.draw(Self.enter)
            keys?.begin()
            defer { keys?.end() }
            var due = Invocation.monotonicMilliseconds() + span
            while true {
                status = try self.draw(seen, draw, hasKeys: keys != nil)
                let wakening = Invocation.wait(until: due, keys: keys)
                switch wakening {
                case .ended:
                    try Invocation.draw(Self.leave)
                    return status
                case .keys(let typed):
                    guard !typed.contains(.character("q")) else {
                        try Invocation.draw(Self.leave)
                        return status
                    }
                    for key in typed { obey(key, sort) }
                    continue
                case .paused:
                    try Invocation.draw(Self.leave)
                    keys?.end()
                    Invocation.pause()
                    keys?.begin()
                    try Invocation.draw(Self.enter)
                case .time, .resized: break
                }
                seen = Result { () throws(JobError) in try look() }
                due = Invocation.monotonicMilliseconds() + span
            }
        } catch {
            // A terminal that is gone needs no restoring, and nobody is there to be told.
            return .io
        }
    }

    private mutating func obey(_ key: TypedKeys.Key, _ sort: () -> Void) {
        switch key {
        case .up, .character("k"): offset -= 1
        case .down, .character("j"): offset += 1
        case .pageUp, .character("b"): offset -= room
        case .pageDown, .character(" "): offset += room
        case .first, .character("g"): offset = 0
        case .last, .character("G"): offset = .max / 2
        case .character("s"):
            sort()
            offset = 0
        case .character: break
        }
    }

    /// Draws what was seen, or why nothing could be; returns how that stands.
    private mutating func draw<Seen>(
        _ seen: Result<Seen, JobError>, _ draw: (Seen, Screen) -> Page, hasKeys: Bool
    ) throws(OutputLost) -> ExitStatus {
        let screen = Screen()
        let page: Page
        switch seen {
        case .success(let seen): page = draw(seen, screen)
        case .failure(let error):
            page = Page(head: [], body: ["\(error)"], order: "", status: error.status)
        }
        let lines = frame(page, screen, hasKeys: hasKeys).map {
            screen.isColoured ? ShownText.painted($0) : ShownText.line($0)
        }
        // From the upper left corner on, each clear to its end: the screen is never empty.
        try Invocation.draw(
            "\u{1b}[H" + lines.map { $0 + "\u{1b}[K" }.joined(separator: "\n") + "\u{1b}[J")
        return page.status
    }

    /// As many lines as the screen has at most; the last one tells of keys and of what is out of sight.
    private mutating func frame(_ page: Page, _ screen: Screen, hasKeys: Bool) -> [String] {
        // Of a low screen the first line alone stays.
        let fixed = page.head.count + 4 <= screen.height ? page.head.count : min(1, page.head.count)
        let body = page.head.dropFirst(fixed) + page.body
        let isLong = fixed + body.count > screen.height
        let hasFoot = hasKeys || isLong
        room = max(1, screen.height - fixed - (hasFoot ? 1 : 0))
        offset = max(0, min(offset, body.count - room))
        let shown = body.dropFirst(offset).prefix(room)
        let lines = page.head.prefix(fixed) + shown
        guard hasFoot else { return Array(lines) }
        let place =
            body.count > room
            ? "\(grouped("\(offset + 1)")) to \(grouped("\(offset + shown.count)")) of "
                + "\(counted(body.count, "line")), arrows scroll, "
            : ""
        let foot =
            hasKeys ? "\(place)s sorts (\(page.order)), q ends" : "\(place)in a larger window"
        return lines + [foot]
    }
}
