import Invocation
import Jobs
import Text

/// The whole terminal, drawn over again and again, and left as it was found.
struct WatchedScreen {
    /// Its other screen, without a cursor and without wrapping lines.
    private static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
    private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"

    private let seconds: Int

    init(every seconds: Int) { self.seconds = seconds }

    /// Draws what `look` tells until somebody ends it.
    ///
    /// - Throws: ``JobError`` where the first look fails, or the terminal takes no more.
    func show(_ look: (Screen) throws(JobError) -> (text: String, status: ExitStatus))
        throws(JobError) -> ExitStatus
    {
        // Before anything is drawn over: a wrong question is answered as always.
        var status = try look(Screen()).status
        Invocation.holdSignals()
        do throws(OutputLost) {
            try Invocation.draw(Self.enter)
            var wakening = Invocation.Wakening.time
            while wakening != .ended {
                let screen = Screen()
                let text: String
                do {
                    (text, status) = try look(screen)
                } catch {
                    (text, status) = ("\(error)", error.status)
                }
                try Invocation.draw(
                    Self.frame(
                        screen.isColoured ? ShownText.painted(text) : ShownText.lines(text),
                        height: screen.height))
                wakening = Invocation.wait(seconds: seconds)
                guard wakening == .paused else { continue }
                try Invocation.draw(Self.leave)
                Invocation.pause()
                try Invocation.draw(Self.enter)
            }
            try Invocation.draw(Self.leave)
        } catch {
            // A terminal that is gone needs no restoring, and nobody is there to be told.
            return .io
        }
        return status
    }

    /// Lines from the upper left corner on, each clear to its end: the screen is never empty.
    private static func frame(_ text: String, height: Int) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > height {
            let more = lines.count - height + 1
            lines = lines.prefix(height - 1) + ["and \(more) more lines, in a larger window"]
        }
        return "\u{1b}[H" + lines.map { $0 + "\u{1b}[K" }.joined(separator: "\n") + "\u{1b}[J"
    }
}
