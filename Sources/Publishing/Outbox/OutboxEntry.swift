internal import Crypto
internal import Text

/// A post on its way, of one part or, as a thread, of several; a plain value that a file can hold.
///
/// The rule that makes it safe: the entry as ``advance(after:nowSeconds:rules:others:)`` leaves it
/// is written down *before* the action it returned is done. A part is marked as possibly sent before
/// it is sent, so whoever dies at any moment leaves an entry that says all that may have happened.
package struct OutboxEntry: Equatable, Sendable {
    /// Fit for a file name, and the same whenever the same things are reported.
    package let id: String
    /// What it reports, by the names under which that is marked as reported.
    package let reports: [String]
    /// Seconds since 1970.
    package internal(set) var createdAtSeconds: Int64
    package var parts: [OutboxPart]
    package var picture: OutboxPicture?
    /// The end of a wait that X asked for, in seconds since 1970; 0 where there is none.
    package var notBeforeSeconds: Int64 = 0
    /// When that wait was written down; `nil` where version 0.1 did.
    package var notBeforeWrittenSeconds: Int64?
    /// What went wrong last with what is still under way, for people; empty where nothing has.
    package var remark = ""
    /// Why X refuses the account, as its last answer says; `nil` where it does not.
    package var accountRefusal: String?
    package var ending: OutboxEnding?

    /// - Parameters:
    ///   - kind: the kind of post, as `trade`; lower-case letters.
    ///   - reports: the names of what it reports, at least one.
    ///   - texts: the parts in order; one for a single post.
    ///   - picture: for the first part.
    ///   - createdAtSeconds: now, in seconds since 1970.
    package init(
        kind: String, reports: [String], texts: [String], picture: OutboxPicture? = nil,
        createdAtSeconds: Int64
    ) {
        // In range: a thread has a part, and a post its subject.
        precondition(!texts.isEmpty && !reports.isEmpty, "a post says and reports something")
        id = Self.id(kind: kind, reports: reports)
        self.reports = reports
        self.createdAtSeconds = createdAtSeconds
        parts = texts.map { OutboxPart(text: $0) }
        self.picture = picture
    }

    /// An entry as it was written down.
    package init(
        id: String, reports: [String], createdAtSeconds: Int64, parts: [OutboxPart],
        picture: OutboxPicture?, notBeforeSeconds: Int64, remark: String, ending: OutboxEnding?
    ) {
        self.id = id
        self.reports = reports
        self.createdAtSeconds = createdAtSeconds
        self.parts = parts
        self.picture = picture
        self.notBeforeSeconds = notBeforeSeconds
        self.remark = remark
        self.ending = ending
    }

    /// The kind, then 16 digits of a SHA-256 of what is reported.
    package static func id(kind: String, reports: [String]) -> String {
        let hash = SHA256.hash(data: Array(reports.joined(separator: "\n").utf8))
        return "\(kind)-\(Hexadecimal.text(hash.prefix(8)))"
    }
}

/// One part of a post.
package struct OutboxPart: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case waiting
        /// It may have been posted or not; first tried at this second.
        case unclear(sinceSeconds: Int64)
        /// It is out; its number is unknown where X only said that there is such a post.
        case sent(id: String?)
    }

    package let text: String
    package var state: State = .waiting
    /// When it was sent, oldest first, without the times of which it is known that nothing came.
    package var attemptSeconds: [Int64] = []
    /// It was sent with a picture at least once, so X may not know it by its text.
    package var wasPictured = false
    /// What the last look at our own posts since the last attempt said.
    package var look: Look?
    /// X has called it a duplicate.
    package var isCalledDuplicate = false
    /// Its number was looked for after it was known to be out.
    package var isNumberSought = false
    /// It was found among our own posts; else X's answer told that it is out.
    package var isFound = false

    package struct Look: Equatable, Sendable {
        package let atSeconds: Int64
        /// Whether the list could be read; it did not hold the part then.
        package let wasReadable: Bool

        package init(atSeconds: Int64, wasReadable: Bool) {
            self.atSeconds = atSeconds
            self.wasReadable = wasReadable
        }
    }

    package init(text: String) { self.text = text }
}

/// The picture of a post; its bytes lie in a file of their own.
package struct OutboxPicture: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case waiting(failures: Int)
        case uploaded(mediaID: String, atSeconds: Int64)
        /// The post goes out without it.
        case leftOut(why: String)
    }

    /// The name of the file with the PNG.
    package let fileName: String
    package let altText: String
    package var state: State = .waiting(failures: 0)

    package init(fileName: String, altText: String) {
        self.fileName = fileName
        self.altText = altText
    }

    var mediaID: String? {
        if case .uploaded(let id, _) = state { id } else { nil }
    }
}

/// How a post ended.
package enum OutboxEnding: Equatable, Sendable {
    /// Every part is out.
    case posted
    /// Nothing more is tried; one line says what is out, what is not, and why.
    case givenUp(String)
}
