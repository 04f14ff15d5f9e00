internal import Text

/// Names: which may be given, and what helps who mistyped one.
package enum Names {
    /// All words of the language but the functions that are written in it.
    static let language: [String] =
        Keyword.allCases.map(\.rawValue) + Primitive.allCases.map(\.rawValue)
        + PositionWord.allCases.map(\.rawValue) + ["floor", "round"]

    /// Keys that a trader has whatever its strategy: no parameter is called so.
    package static let traderKeys = [
        "name", "exchange", "symbol", "timeframe", "strategy", "warmUp", "initialBalance",
        "positionSizePercent", "feePercent", "slippagePercent", "quantityStep", "minimumNotional",
        "maxDailyLossPercent", "maxConsecutiveLosses", "minWinRatePercent", "winRateTrades",
        "maxDrawdownPercent",
    ]

    /// Refuses what is no name for a parameter, a function or an argument.
    static func check(_ name: String, as role: String, in text: String) throws(Flaw) {
        let span = 0..<text.utf8.count
        try checkSpelling(name, as: role, at: span)
        guard !language.contains(name), !FunctionLibrary.language.names.contains(name) else {
            throw Flaw(
                span: span, message: "'\(name)' is a word of the language",
                hint: "give the \(role) another name: my_\(name.prefix(29))")
        }
    }

    /// Refuses what is not spelled `[a-z][A-Za-z0-9_]{0,31}`.
    static func checkSpelling(_ name: String, as role: String, at span: Range<Int>) throws(Flaw) {
        guard isSpelled(Array(name.utf8)) else {
            throw Flaw(
                span: span, message: "'\(excerpt(of: name))' is no name of a \(role)",
                hint: "a small letter, then letters, digits and _: 32 at most")
        }
    }

    /// Whether it is spelled `[a-z][A-Za-z0-9_]{0,31}`.
    static func isSpelled(_ bytes: [UInt8]) -> Bool {
        bytes.count <= Tag.maximumBytes && bytes.allSatisfy { $0.isLetter || $0.isDigit }
            && bytes.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
    }

    /// Refuses what is not spelled `[a-z][a-z0-9-]{0,31}`.
    static func checkStrategyName(_ name: String) throws(Flaw) {
        let bytes = Array(name.utf8)
        let small = UInt8(ascii: "a")...UInt8(ascii: "z")
        let isName =
            bytes.count <= 32 && bytes.first.map { small.contains($0) } == true
            && bytes.allSatisfy { small.contains($0) || $0.isDigit || $0 == UInt8(ascii: "-") }
        guard isName else {
            throw Flaw(
                span: 0..<name.utf8.count,
                message: "'\(excerpt(of: name))' is no name of a strategy",
                hint: "a small letter, then small letters, digits and -: 32 at most")
        }
    }

    /// Refuses a call with too few or too many arguments.
    static func checkCount(
        _ count: Int, of wanted: Int, orMore: Bool = false, signature: String, at span: Range<Int>
    ) throws(Flaw) {
        guard count != wanted, !(orMore && count > wanted) else { return }
        let name = signature.prefix { $0 != "(" }
        if wanted == 0 {
            throw Flaw(
                span: span, message: "'\(name)' takes no arguments", hint: "write \(name) alone",
                fix: "\(name)")
        }
        let hint = name == "obv" && count == 0 ? "a window: obv(n)" : "write \(signature)"
        throw Flaw(
            span: span,
            message: "'\(name)' takes \(counted(wanted, "argument"))\(orMore ? " or more" : "")"
                + (count == 0 ? "" : ", not \(count)"),
            hint: hint)
    }

    /// What is said of a name that nothing has.
    static func unknown(
        _ name: String, at span: Range<Int>, isCall: Bool, among known: [String]
    ) -> Flaw {
        let shown = excerpt(of: name)
        let nearest = nearestName(to: name, among: known.sorted())
        let near = nearest.map { "did you mean '\($0)'?" }
        let foreign = ForeignNames.hint(for: name)
        // A name of elsewhere that is a slip of ours as well, as `ma` of `max`, is not.
        let isSlip = nearest.map { $0.lowercased() == name.lowercased() } ?? false
        let hint = isSlip ? near : foreign ?? near
        return Flaw(
            span: span.lowerBound..<min(span.upperBound, span.lowerBound + name.utf8.count),
            message: "there is no \(isCall ? "function" : "name") '\(shown)'",
            hint: hint ?? "'algom strategy functions' lists what there is",
            fix: isSlip || foreign == nil ? nearest : nil)
    }
}
