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
        self = .language
        var places: [String: String] = [:]
        for (head, body) in functions {
            let place = "functions.\(ShownText.line(head, atMost: 80))"
            let (name, arguments) = try RuleError.placing(at: place, head) { () throws(Flaw) in
                let (name, arguments) = try FunctionHead.read(head)
                for name in [name] + arguments { try Names.check(name, as: "function", in: head) }
                guard self.functions[name] == nil else {
                    throw Flaw(
                        span: 0..<name.utf8.count, message: "there are two functions '\(name)'")
                }
                return (name, arguments)
            }
            let syntax = try RuleError.placing(at: place, body) { () throws(Flaw) in
                try Parser.syntax(of: body)
            }
            self.functions[name] = Function(
                name: name, arguments: arguments, text: body, syntax: syntax)
            places[name] = place
        }
        for name in places.keys.sorted() {
            guard let function = self.functions[name], let place = places[name] else { continue }
            try RuleError.placing(at: place, function.text) { () throws(Flaw) in
                try checkNames(in: function)
            }
        }
        try refuseCircles(places)
    }

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

    /// A function that uses itself, also by way of others, would never end.
    private func refuseCircles(_ places: [String: String]) throws(RuleError) {
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
        guard var name = missing.keys.min() else { return }
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
        throw RuleError(
            place: places[name] ?? "functions", text: function?.text ?? "",
            Flaw(
                span: used?.span ?? 0..<0, message: "a function cannot use itself",
                hint: circle.count > 2 ? circle.joined(separator: " uses ") : nil))
    }
}

/// The left side of a definition: `name` or `name(argument, argument)`.
enum FunctionHead {
    static func read(_ text: String) throws(Flaw) -> (name: String, arguments: [String]) {
        let wrong = Flaw(
            span: 0..<text.utf8.count, message: "this names no function",
            hint: "name or name(argument, argument)")
        guard text.utf8.count <= Limits.expressionBytes else { throw wrong }
        let tokens = try Lexer.tokens(of: text)
        guard case .name(let name) = tokens[0].kind else { throw wrong }
        if tokens[1].kind == .end { return (name, []) }
        guard tokens[1].kind == .sign(.open) else { throw wrong }
        var arguments: [String] = []
        var rest = tokens.dropFirst(2)
        while let token = rest.popFirst(), case .name(let argument) = token.kind {
            guard !arguments.contains(argument) else {
                throw Flaw(span: token.span, message: "'\(argument)' is there twice")
            }
            arguments.append(argument)
            let separator = rest.popFirst()?.kind
            if separator == .sign(.close), rest.first?.kind == .end { return (name, arguments) }
            guard separator == .sign(.comma) else { throw wrong }
        }
        throw wrong
    }
}

extension Syntax {
    /// A name that stands in an expression, with how many arguments it is called, and where.
    typealias Mention = (name: String, count: Int?, span: Range<Int>)

    /// All names in it, in the order in which they stand.
    var names: [Mention] {
        var names: [Mention] = []
        var waiting = [self]
        while let syntax = waiting.popLast() {
            switch syntax.form {
            case .number, .truth, .unknown: continue
            case .name(let name): names.append((name, nil, syntax.span))
            case .call(let name, let arguments):
                names.append((name, arguments.count, syntax.span))
                waiting += arguments.reversed()
            case .parentheses(let inner), .negated(let inner), .not(let inner),
                .longer(let inner, _):
                waiting.append(inner)
            case .index(let base, let count): waiting += [count, base]
            case .chain(let first, let links): waiting += links.map(\.right).reversed() + [first]
            }
        }
        return names
    }
}
