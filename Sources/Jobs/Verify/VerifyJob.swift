internal import JSON
package import Record
internal import Reporting
internal import Settings
package import Store
package import Text
internal import Trading

/// The proof that a track record is what the strategy did: chain, events, checkpoint and stats.
package struct VerifyJob: Sendable {
    private let home: String
    private let traders: [String]
    /// The first digits of a published head to look for, if any.
    private let head: String?
    /// Who makes the calls in the state directory.
    private let calls: any FileSystemCalls

    private static let shortestHead = 6

    /// - Throws: ``JobError`` where the head is none.
    package init(
        home: String, traders: [String], head: String?,
        calls: any FileSystemCalls = KernelCalls()
    ) throws(JobError) {
        self.home = home
        self.traders = traders
        self.head = head?.lowercased()
        self.calls = calls
        guard let digits = self.head else { return }
        guard (Self.shortestHead...64).contains(digits.utf8.count),
            digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else {
            throw JobError(
                .usage, at: "--head",
                "expected \(Self.shortestHead) to 64 hexadecimal digits, as a post shows them"
            )
        }
    }

    /// Verifies each trader; returns a line about each, and what is wrong with which.
    ///
    /// - Parameter progress: told how far the record at hand is read.
    /// - Returns: what was found.
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> VerifyResults {
        let found = try StateListing(home: home, chosen: traders, calls: calls)
        let directory = try found.inhabited()
        var results = VerifyResults()
        for name in found.names {
            do throws(JobError) {
                results.lines += try Verification(
                    name, in: directory, lookingFor: head, progress: progress
                ).lines
            } catch {
                results.failures.append(error)
            }
        }
        if let head, results.failures.isEmpty,
            !results.lines.contains(where: { $0.contains(" is that of line ") })
        {
            results.failures.append(
                JobError(
                    .configuration, "no journal here has ever had a head that begins with \(head)"))
        }
        return results
    }
}

/// What a verification found.
package struct VerifyResults: Sendable {
    package var lines: [String] = []
    package var failures: [JobError] = []

    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }
}
