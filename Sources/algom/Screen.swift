import Invocation

/// What is printed on: as wide as the terminal, or `COLUMNS`, or 100 columns; coloured on a
/// terminal only, and never with `NO_COLOR` set.
struct Screen {
    let width: Int
    let isColoured: Bool

    init() {
        let environment = Invocation.environment(["NO_COLOR", "COLUMNS"])
        let columns = Invocation.terminalColumns ?? environment["COLUMNS"].flatMap { Int($0) }
        width = columns ?? 100
        isColoured = Invocation.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    }
}
