internal import Glibc

/// A user of this machine, as messages and commands call them.
package struct UserName: Equatable, Sendable {
    package let number: UInt32
    /// What the machine calls them; `nil` where it knows no name for the number.
    private let name: String?

    package init(_ number: UInt32) {
        self.number = number
        name = getpwuid(number).map { String(cString: $0.pointee.pw_name) }
    }

    /// The user that this process runs as.
    package static var own: UserName { UserName(geteuid()) }

    package var isRoot: Bool { number == 0 }

    /// In a sentence.
    package var words: String { name ?? "user \(number)" }

    /// As `sudo -u` and `chown` take it.
    package var argument: String { name ?? "\(number)" }

    /// What stands before a command that is to run as this user.
    package var sudo: String { "sudo -u \(name ?? "'#\(number)'")" }
}
