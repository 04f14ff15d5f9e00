internal import Text

/// Functions written in the language: its own, and those of a file over them.
///
/// A function sees its arguments and the language, not the parameters of a strategy. What it is
/// called with is put in as values, so that its text means the same wherever it is used.
package struct FunctionLibrary: Sendable {
    struct Function: Sendable {
        let name: String
        let arguments: [String]
        let text: String
        /// What a file's function says, read; one of the language's own is read where it is used.
        private let syntax: Syntax?
        /// Whether something is wrong with it, which is told once: a call of it is unknown.
        fileprivate(set) var isBroken = false

        init(name: String, arguments: [String], text: String, syntax: Syntax? = nil) {
            self.name = name
            self.arguments = arguments
            self.text = text
            self.syntax = syntax
        }

        var body: Syntax {
            // Every line of the language's text can be read, which a test holds.
            syntax ?? (try? Parser.syntax(of: text)) ?? Syntax(form: .unknown, span: 0..<0)
        }

        /// `band(n, k)`, or the name alone.
        var signature: String {
            arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
        }
    }

    private(set) var functions: [String: Function] = [:]

    private init() {}

    /// No functions at all: what a canonical spelling is read with.
    static let none = FunctionLibrary()

    /// The language's own functions, and none else.
    package static let language: FunctionLibrary = {
        var library = FunctionLibrary()
        for (head, body) in LanguageText.definitions {
            // Every line of that text is read, which a test holds; one that was not would be an
            // unknown name to all that use it.
            guard let (name, arguments) = try? FunctionHead.read(head) else { continue }
            library.functions[name] = Function(name: name, arguments: arguments, text: body)
        }
        return library
    }()

    /// The functions of a file over the language's own.
    ///
    /// All are read and their names are checked, also of those that no strategy uses.
    ///
    /// - Throws: ``RuleError`` at `functions.NAME`.
    package init(functions: [(head: String, body: String)]) throws(RuleError) {
        let (library, errors) = Self.read(functions)
        if let error = errors.first { throw error }
        self = library
    }

    /// The same as far as they can be read, and what is wrong with the others, in their order; of those
    /// strategies may be read with it, nothing else is known.
    package static func read(
        _ functions: [(head: String, body: String)]
    ) -> (library: FunctionLibrary, errors: [RuleError]) {
        var library = Self.language
        var errors: [(number: Int, error: RuleError)] = []
        var owners: [String: (number: Int, place: String)] = [:]
        for (number, function) in functions.enumerated() {
            let place = "functions.\(ShownText.line(function.head, atMost: 80))"
            do throws(RuleError) {
                let added = try library.added(function, at: place, owners)
                library.functions[added.name] = added
                owners[added.name] = (number, place)
            } catch {
                errors.append((number, error))
                let name = String(
                    decoding: function.head.utf8.prefix { $0.isLetter || $0.isDigit },
                    as: UTF8.self)
                if library.functions[name] == nil, !Names.language.contains(name), !name.isEmpty {
                    library.functions[name] = broken(name)
                }
            }
        }
        for (name, owner) in owners.sorted(by: { $0.value.number < $1.value.number }) {
            guard let function = library.functions[name] else { continue }
            do throws(RuleError) {
                try RuleError.placing(at: owner.place, function.text) { () throws(Flaw) in
                    try library.checkNames(in: function)
                }
            } catch {
                errors.append((owner.number, error))
                library.functions[name]?.isBroken = true
            }
        }
        let places = owners.filter { library.functions[$0.key]?.isBroken == false }
        if let (name, error) = library.circle(places.mapValues(\.place)) {
            errors.append((owners[name]?.number ?? 0, error))
            // What uses a circle cannot be put in either.
            for name in places.keys { library.functions[name]?.isBroken = true }
        }
        return (library, errors.sorted { $0.number < $1.number }.map(\.error))
    }

    private static func broken(_ name: String) -> Function {
        var function = Function(name: name, arguments: [], text: "unknown")
        function.isBroken = true
        return function
    }

    /// A function of a file, read.
    private func added(
        _ function: (head: String, body: String), at place: String,
        _ owners: [String: (number: Int, place: String)]
    ) throws(RuleError) -> Function {
        let (head, body) = function
        let (name, arguments) = try RuleError.placing(at: place, head) { () throws(Flaw) in
            let (name, arguments) = try FunctionHead.read(head)
            for name in [name] + arguments { try Names.check(name, as: "function", in: head) }
            guard owners[name] == nil else {
                throw Flaw(
                    span: 0..<name.utf8.count, message: "there are two functions '\(name)'",
                    hint: "give one of them another name: my_\(name.prefix(29))")
            }
            return (name, arguments)
        }
        let syntax = try RuleError.placing(at: place, body) { () throws(Flaw) in
            try Parser.syntax(of: body)
        }
        return Function(name: name, arguments: arguments, text: body, syntax: syntax)
    }

    /// Whether something is wrong with any of them.
    var isBroken: Bool { functions.values.contains(where: \.isBroken) }

    /// Names that can be called or stand alone, for the nearest of them.
    var names: [String] { Array(functions.keys) }

    /// What a function of the file's or the language's says, for who asks for its text.
    package func text(of name: String) -> String? { functions[name]?.text }

    // MARK: Checks

    private func checkNames(in function: Function) throws(Flaw) {
        for (name, count, span) in function.body.names {
            if function.arguments.contains(name) {
                guard count == nil else {
                    throw Flaw(
                        span: span, message: "'\(name)' is an argument and cannot be called")
                }
                continue
            }
            if let known = functions[name] {
                if known.isBroken { continue }
                try Names.checkCount(
                    count ?? 0, of: known.arguments.count, signature: known.signature, at: span)
                continue
            }
            guard Names.language.contains(name) else {
                throw Names.unknown(
                    name, at: span, isCall: count != nil,
                    among: names + function.arguments + Names.language)
            }
        }
    }

    /// A function that uses itself, also by way of others, would never end; `nil` where none does.
    private func circle(_ places: [String: String]) -> (name: String, error: RuleError)? {
        var users: [String: [String]] = [:]
        var missing: [String: Int] = [:]
        for name in places.keys {
            let used = Set(functions[name]?.body.names.map(\.name) ?? [])
                .filter { places[$0] != nil }
            missing[name] = used.count
            for other in used { users[other, default: []].append(name) }
        }
        var free = missing.filter { $0.value == 0 }.map(\.key)
        while let name = free.popLast() {
            missing[name] = nil
            for user in users[name] ?? [] {
                guard let count = missing[user] else { continue }
                missing[user] = count - 1
                if count == 1 { free.append(user) }
            }
        }
        // What only uses a circle is left over as well: the one named is met again on its own way.
        guard var name = missing.keys.min() else { return nil }
        var seen: [String] = []
        while !seen.contains(name) {
            seen.append(name)
            guard
                let next = functions[name]?.body.names.map(\.name).first(where: {
                    missing[$0] != nil
                })
            else { break }
            name = next
        }
        let circle = seen.drop { $0 != name } + [name]
        let function = functions[name]
        let used = function?.body.names.first { missing[$0.name] != nil }
        let error = RuleError(
            place: places[name] ?? "functions", text: function?.text ?? "",
            Flaw(
                span: used?.span ?? 0..<0, message: "a function cannot use itself",
                hint: circle.count > 2
                    ? circle.joined(separator: " uses ") : "recur(x, y, n) remembers its own value")
        )
        return (name, error)
    }
}
