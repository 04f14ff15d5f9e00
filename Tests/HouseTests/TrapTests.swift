import Testing

/// What ends the process on a number it did not expect, with every other trader in it.
///
/// A trap cannot be caught, so none may depend on what comes from outside. Moments reckon by
/// themselves; here is looked for what else traps, as far as a text shows it. Where a form must
/// stand, a comment `In range:` on the line, or right above it, says why it cannot trap.
struct TrapTests {
    /// A form that traps, and what to write instead.
    private struct Form: Sendable {
        let name: String
        let instead: String
        let isIn: @Sendable (String, Set<String>) -> Bool
    }

    private static let forms = [
        Form(name: "a product with a unit of time", instead: "a Timestamp reckons it") {
            code, _ in
            guard code.contains("*") else { return false }
            let unit =
                #/(?:1_000|60_000|3_600|86_400|3_600_000|86_400_000|[\w.]*[mM]illiseconds(?:PerDay)?|unit)/#
            return code.matches(of: #/([\w$\)\].]+) \*=? ([\w$.]+)/#).contains { match in
                let sides = [match.1, match.2]
                // Constants are reckoned by the compiler; a Double has no edge.
                return sides.contains { $0.wholeMatch(of: unit) != nil }
                    && !sides.contains { isConstant($0) && $0.wholeMatch(of: unit) == nil }
                    && !(isConstant(sides[0]) && isConstant(sides[1]))
                    && !code.contains("Double")
            } || code.contains(#/\b\w*[mM]illiseconds \*= /#)
        },
        Form(name: "a whole number of a Double", instead: "init(saturating:)") { code, doubles in
            conversions(in: code).contains { _, argument in
                argument.contains(#/\.rounded\(|squareRoot|doubleValue|\bDouble\(|\b1e\d|\d\.\d/#)
                    || argument.matches(of: #/\w+/#).contains { doubles.contains(String($0.0)) }
            }
        },
        Form(name: "a number in a smaller type", instead: "init(exactly:) or init(clamping:)") {
            code, _ in
            conversions(in: code).contains { type, argument in
                !["Int", "Int64", "Int128", "UInt128"].contains(type)
                    && !argument.contains("radix:")
                    // A constant of C, one of Swift's own, or a text, of which it is an optional.
                    && argument.prefixMatch(of: #/[\w.]*[A-Z_]{4,}|\d|UInt8\(ascii|\$0/#)
                        == nil
            }
        },
        Form(name: "a dictionary that traps on the same key twice", instead: "uniquingKeysWith:") {
            code, _ in code.contains("uniqueKeysWithValues")
        },
        Form(name: "a precondition", instead: "an error, which ends one trader") { code, _ in
            (code.contains("precondition") || code.contains("assert"))
                && code.contains(
                    #/\b(precondition|preconditionFailure|assert|assertionFailure)\(/#)
        },
        Form(name: "a number of repetitions that may be negative", instead: "max(0, …)") {
            code, _ in
            code.contains("repeating: ") && !code.contains("max(")
                && code.contains(#/repeating: .*count: [^,]* - /#)
        },
    ]

    /// Conversions without a label, which trap, and what they are of.
    private static func conversions(in code: String) -> [(type: String, argument: Substring)] {
        guard code.contains("Int") else { return [] }
        return code.matches(of: #/\b(U?Int(?:8|16|32|64|128)?)\((?!\w+: )/#).map { match in
            let rest = code[match.range.upperBound...]
            var depth = 1
            let end = rest.firstIndex { character in
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
                return depth == 0
            }
            return (String(match.1), rest[..<(end ?? rest.endIndex)])
        }
    }

    private static func isConstant(_ side: Substring) -> Bool {
        side.wholeMatch(of: #/[\d_]+|Self\.\w+|Timestamp\.\w+/#) != nil
    }

    /// What a file's lines hold of the forms, and no reason for.
    private static func findings(in file: SourceTree.File) -> [String] {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let doubles = Set(
            lines.filter { $0.contains(": Double") }.flatMap { line in
                line.matches(of: #/(\w+): Double\b/#).map { String($0.1) }
            })
        var isReasoned = false
        /// How far in the code begins that the last reason is for.
        var depth: Int?
        var found: [String] = []
        for ((number, code), line) in zip(file.codeLines, lines) {
            let says = line.contains("In range:")
            guard !code.allSatisfy(\.isWhitespace) else {
                // A comment's reason holds for the code right below it.
                isReasoned = says || (isReasoned && line.contains("//"))
                continue
            }
            let indent = line.prefix { $0 == " " }.count
            // Lines further in go on with what the reason is for.
            if let begun = depth, indent <= begun { depth = nil }
            if isReasoned { depth = indent }
            if !says, depth == nil {
                for form in forms where form.isIn(code, doubles) {
                    found.append("\(file.path):\(number) has \(form.name): \(form.instead)")
                }
            }
            isReasoned = false
        }
        return found
    }

    @Test func `no number from outside can trap`() throws {
        let files = try SourceTree().files
        #expect(files.count > 50, "the sources were not found")
        for finding in files.flatMap(Self.findings) { Issue.record("\(finding)") }
    }

    @Test(arguments: [
        "let time = Timestamp(milliseconds: seconds * 1_000)",
        "heldUntil = now + count * timeframe.milliseconds",
        "end.advanced(byMilliseconds: -Int64(candles) * unit)",
        "milliseconds *= 2",
        "let column = Int(x.rounded(.down))", "let rows = Int(a.doubleValue / 2)",
        "func f(width: Double) -> Int { Int(width / 2) }",
        "let code = Int32(status)", "bytes.append(UInt8(number >> 8))",
        "Dictionary(uniqueKeysWithValues: pairs)", "precondition(count > 0)",
        "preconditionFailure(\"never\")", "assert(isSorted)",
        "String(repeating: \" \", count: width - text.count)",
        // A reason further up is another line's.
        "// In range: a constant.\nlet a = 1\nlet b = Int32(a)",
    ])
    func `a form that traps is found`(text: String) {
        let file = SourceTree.File(module: "M", path: "M/A.swift", text: text)
        #expect(Self.findings(in: file).count == 1, "\(Self.findings(in: file))")
    }

    @Test(arguments: [
        "let a = Timestamp(seconds: seconds)", "let a: Int64 = 15 * 60_000",
        "let far = 3 * Timestamp.millisecondsPerDay", "let a = Int64(count)",
        "let late = age > 3 * timeframe.milliseconds", "let b = Int(text)",
        "let c = Int(saturating: x.rounded())", "let d = UInt8(ascii: \"a\")",
        "let e = Int32(truncatingIfNeeded: x)", "let f = Int(exactly: x.rounded())",
        "String(repeating: \" \", count: max(0, width - text.count))",
        "// In range: two digits.\n// Both of them.\nlet g = second * 1_000",
        "let h = Int32(port)  // In range: 16 bits.", "// seconds * 1_000", "\"a * 1_000\"",
    ])
    func `what does not trap is let be`(text: String) {
        let file = SourceTree.File(module: "M", path: "M/A.swift", text: text)
        #expect(Self.findings(in: file).isEmpty, "\(Self.findings(in: file))")
    }
}
