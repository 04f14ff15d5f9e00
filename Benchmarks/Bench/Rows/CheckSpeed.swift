/// Row j: `algom strategy check` of the worst files that there are, one that is right and one that is not.
///
/// Two hundred strategies are the most that a file may hold. In the one file each has the longest
/// spelling, the most nodes and a `recur` to be tried over weeks of candles; in the other each is wrong
/// at its end.
struct CheckSpeed {
    private static let strategies = 200

    let scene: Scene

    func run() throws -> Section {
        let legal = try home("legal", Self.text(ending: "true"))
        let illegal = try home("illegal", Self.text(ending: "closed > 1"))
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "nothing wrong") {
                    try scene.meter(algom, ["strategy", "check", "--home", legal])
                },
                Pairing.Runner(name: "all wrong") {
                    try scene.meter(algom, ["strategy", "check", "--home", illegal], expecting: 78)
                },
            ], rounds: min(5, scene.options.rounds), seconds: 60)
        var section = Section(
            key: "j", title: "strategy check of \(Self.strategies) strategies as large as may be")
        section.figures = pairing.figures(0) + pairing.figures(1)
        return section
    }

    private var algom: String { scene.workshop.program("algom") }

    private func home(_ name: String, _ text: String) throws -> String {
        try Home("check-\(name)", configuration: text, scene.workshop).prepared
    }

    /// Functions that double ten times, averages as many as fit, and what the rules end with.
    private static func text(ending: String) -> String {
        let doubled = (1...10).map { "\"f\($0)\": \"f\($0 - 1) + f\($0 - 1)\"" }
        let averages = (10..<110).map { "close > ema(close, \($0))" }.joined(separator: " or ")
        let strategies = (0..<strategies).map { index in
            "s\(index): {enter: \"f10 > \(index) or "
                + "recur(close, self * 0.9 + close * 0.1, 19)@1w > close or "
                + "close > median(close, 9000) or \(averages) or \(ending)\"}"
        }
        return """
            {functions: {"f0": "close + open", \(doubled.joined(separator: ", "))},
             strategies: {\(strategies.joined(separator: ", "))}, traders: [{exchange: "sim"}]}
            """
    }
}
