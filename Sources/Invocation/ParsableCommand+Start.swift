package import ArgumentParser
internal import Text

extension ParsableCommand {
    /// Reads the command line and runs what it asks for, as `main` does; what the parser says of it
    /// quotes words of the command line, and is shown without what a terminal would obey.
    package static func start(_ arguments: [String] = Invocation.begin()) -> Never {
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = exitCode(for: error)
            var words = fullMessage(for: error)
            if !code.isSuccess, !words.isEmpty { words = misnaming(in: arguments) ?? words }
            if !words.isEmpty { say(words, of: arguments, isError: !code.isSuccess) }
            Invocation.end(code.rawValue)
        }
        Invocation.end(0)
    }

    /// What is said of a word that names no subcommand: the parser knows nothing of its neighbours, and
    /// has the default one refuse it, where there is one.
    private static func misnaming(in arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = self
        var name = _commandName
        for word in arguments {
            let children = command.configuration.subcommands
            if let child = children.first(where: { $0._commandName == word }) {
                command = child
                name += " \(word)"
                continue
            }
            guard !children.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            return """
                Error: Unexpected argument '\(word)'; \
                \(hint(forUnknown: word, among: children.map { $0._commandName }))
                Usage: \(name) <subcommand>
                  See '\(name) --help' for more information.
                """
        }
        return nil
    }

    private static func say(_ words: String, of arguments: [String], isError: Bool) {
        guard isError else {
            // Help and completions: words of our own, which are there whether or not they are read.
            try? Invocation.say(words)
            return
        }
        // A newline of an argument begins no line of ours.
        var shown = words
        for argument in arguments where argument.utf8.contains(UInt8(ascii: "\n")) {
            for part in [argument, String(argument.drop { $0 != "=" }.dropFirst())]
            where !part.isEmpty {
                shown = shown.replacing(part, with: ShownText.line(part))
            }
        }
        for line in shown.split(separator: "\n", omittingEmptySubsequences: false) {
            Invocation.complain(String(line))
        }
    }
}
