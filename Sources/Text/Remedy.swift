/// A command that a message tells to run, worded so that it can be pasted into any shell.
package struct Command: Equatable, Sendable, CustomStringConvertible {
    package let words: [String]

    /// A command of ours, as `"algom verify", "--trader", trader, home: home`.
    ///
    /// The name is program and subcommand, with spaces between; `home` is where it works, wherever it
    /// is pasted, and `nil` where what it is about lies in none.
    package init(
        _ name: StaticString, _ arguments: String..., home: String?, _ more: String...
    ) {
        words =
            "\(name)".split(separator: " ").map(String.init) + arguments
            + (home.map { ["--home", $0] } ?? []) + more
    }

    /// A command that may be anybody's.
    package init(words: [String]) { self.words = words }

    package var description: String { words.map(shellWord).joined(separator: " ") }
}

/// What helps: words for a person, and the commands among them.
package struct Remedy: Equatable, Sendable, CustomStringConvertible {
    package let description: String
    package let commands: [Command]

    package init(_ words: String, commands: [Command] = []) {
        description = words
        self.commands = commands
    }

    package static func + (left: Remedy, right: Remedy) -> Remedy {
        Remedy(left.description + right.description, commands: left.commands + right.commands)
    }
}

extension Remedy: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var words = ""
        fileprivate var commands: [Command] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { words += literal }

        package mutating func appendInterpolation(_ value: some Any) { words += "\(value)" }

        package mutating func appendInterpolation(_ command: Command) {
            words += command.description
            commands.append(command)
        }

        package mutating func appendInterpolation(_ remedy: Remedy) {
            words += remedy.description
            commands += remedy.commands
        }
    }

    package init(stringLiteral words: String) { self.init(words) }

    package init(stringInterpolation: StringInterpolation) {
        self.init(stringInterpolation.words, commands: stringInterpolation.commands)
    }
}
