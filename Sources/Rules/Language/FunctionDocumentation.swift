/// A function or word of the language, for who looks it up.
package struct FunctionDocumentation: Equatable, Sendable {
    package let name: String
    /// As it is written: `sma(x, n)`.
    package let signature: String
    /// What kind of value it is.
    package let kind: String
    /// Who said it first, or whose definition it follows.
    package let source: String
    package let sentence: String
    /// What it means in the language itself; `nil` of what is computed by the program.
    package let definition: String?

    /// All there are: first what is computed, then words about the position, then what is written in
    /// the language, each in the order in which it is told.
    package static let all: [FunctionDocumentation] = FunctionText.text.split(separator: "\n")
        .compactMap { line in
            let parts = line.split(separator: "|", maxSplits: 3).map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard parts.count == 4 else { return nil }
            let name = parts[0]
            let function = FunctionLibrary.language.functions[name]
            let signature =
                function?.signature ?? Primitive(rawValue: name)?.signature
                ?? (ConstantFunction(rawValue: name) == nil ? name : "\(name)(k)")
            return FunctionDocumentation(
                name: name, signature: signature, kind: parts[1], source: parts[2],
                sentence: parts[3], definition: function?.text)
        }
}
