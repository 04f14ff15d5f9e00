package import Trading

/// What a tick's candles did: how many events of each kind, and the last of them one by one.
///
/// Its size is bounded, however many candles a tick catches up.
package struct News: Sendable {
    private static let mostKept = 100

    /// The last events, at most 100, oldest first.
    package private(set) var events: [Event] = []
    /// Trades closed.
    package private(set) var closed = 0
    /// Orders skipped.
    package private(set) var skipped = 0
    package private(set) var gaps = 0
    package private(set) var pauses = 0

    package init(_ events: [Event] = []) { take(events) }

    /// Adds what happened next.
    package mutating func take(_ events: [Event]) {
        for event in events {
            switch event {
            case .closed: closed += 1
            case .skipped: skipped += 1
            case .gap: gaps += 1
            case .paused: pauses += 1
            case .opened, .ordered, .resumed: break
            }
        }
        self.events = (self.events + events).suffix(Self.mostKept)
    }
}

extension News: ExpressibleByArrayLiteral {
    package init(arrayLiteral events: Event...) { self.init(events) }
}
