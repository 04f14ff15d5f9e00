package import ArgumentParser
internal import Text

extension ParsableCommand {
    /// Reads the command line and runs what it asks for, as `main` does; what is wrong with it is said
    /// in one line, as all else is that goes wrong, and shown without what a terminal would obey.
    package static func start(_ arguments: [String] = Invocation.begin()) -> Never {
        do {
            if arguments.first == "help", let misnaming = misnaming(in: arguments.dropFirst()) {
                throw ValidationError(misnaming.words)
            }
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = exitCode(for: error)
            if code.isSuccess {
                let words = fullMessage(for: error)
                // Help and completions: words of our own, which are there whether or not they are read.
                if !words.isEmpty { try? Invocation.say(words) }
            } else {
                let words = message(for: error)
                if !words.isEmpty { Invocation.complain(refusal(words, of: arguments)) }
            }
            Invocation.end(code.rawValue)
        }
        Invocation.end(0)
    }

    /// What is wrong with a command line: behind the command's name, with what was meant, or else where
    /// help is.
    private static func refusal(_ words: String, of arguments: [String]) -> String {
        if let (name, words) = misnaming(in: arguments[...]) { return "\(name): \(words)" }
        let name = walk(arguments[...]).name
        let line = sentence(words, quoting: arguments)
        let hasHint = line.contains("did you mean '")
        return "\(name): \(line)" + (hasHint ? "" : "; see: \(name) --help")
    }

    /// What is said of a word that names no subcommand: the parser knows nothing of its neighbours, has
    /// the default one refuse it, where there is one, and answers `help` of it with all there is.
    private static func misnaming(in arguments: ArraySlice<String>) -> (
        name: String, words: String
    )? {
        let (command, name, rest) = walk(
            arguments.first == "help" ? arguments.dropFirst() : arguments)
        let names = command.configuration.subcommands.map { $0._commandName }
        guard !names.isEmpty, let word = rest.first, !word.hasPrefix("-"), word != "help" else {
            return nil
        }
        return (
            name,
            "there is no command '\(excerpt(of: word))'; \(hint(forUnknown: word, among: names))"
        )
    }

    /// The command that words lead to, what it is called with them, and the words behind it.
    private static func walk(
        _ arguments: ArraySlice<String>
    ) -> (command: any ParsableCommand.Type, name: String, rest: ArraySlice<String>) {
        var command: any ParsableCommand.Type = self
        var (name, rest) = (_commandName, arguments)
        while let word = rest.first,
            let child = command.configuration.subcommands.first(where: { $0._commandName == word })
        {
            command = child
            name += " \(word)"
            rest = rest.dropFirst()
        }
        return (command, name, rest)
    }

    /// The parser's words as one line, spelled as ours are; a newline of an argument begins no line.
    private static func sentence(_ words: String, quoting arguments: [String]) -> String {
        var shown = words
        for argument in arguments where argument.utf8.contains(UInt8(ascii: "\n")) {
            for part in [argument, String(argument.drop { $0 != "=" }.dropFirst())]
            where !part.isEmpty {
                shown = shown.replacing(part, with: ShownText.line(part))
            }
        }
        var line = shown.replacing("following:\n  - ", with: "following: ")
            .replacing("\n  - ", with: ", ").split(whereSeparator: \.isNewline)
            .map { String($0.drop(while: \.isWhitespace)) }.joined(separator: " ")
        for start in ["Did you mean '", "Please provide"] {
            line = line.replacing(
                ". \(start)", with: "; \(start.prefix(1).lowercased())\(start.dropFirst())")
        }
        if line.hasSuffix(".") { line.removeLast() }
        return line.prefix(1).lowercased() + line.dropFirst()
    }
}
