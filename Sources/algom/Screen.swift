import Invocation

/// What is printed on: as large as the terminal, or as `COLUMNS` and `LINES` say; coloured on a
/// terminal only, and never with `NO_COLOR` set.
struct Screen {
    let width: Int
    let height: Int
    let isColoured: Bool

    /// Where nothing tells, it has so many columns and rows.
    init(columns: Int = 100, rows: Int = 24) {
        let environment = Invocation.environment(["NO_COLOR", "COLUMNS", "LINES"])
        let size = Invocation.terminalSize
        width = size?.columns ?? environment["COLUMNS"].flatMap { Int($0) } ?? columns
        height = size?.rows ?? environment["LINES"].flatMap { Int($0) } ?? rows
        isColoured = Invocation.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    }
}
