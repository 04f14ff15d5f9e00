package import Market

/// A report in words, and what it reports.
package struct Post: Equatable, Sendable {
    /// What a post is about.
    package enum Kind: String, CaseIterable, Sendable {
        case trade, position, pause, daily, weekly, comparison, strategy, hodl, education
        case explanation
    }

    /// What has been told once the post is out.
    package enum Subject: Equatable, Sendable {
        case trade(trader: String, id: Timestamp)
        case position(trader: String, openTime: Timestamp)
        case pause(trader: String, until: Timestamp)
        /// A UTC day, counted from 1970.
        case daily(day: Int64)
        case weekly(ISOWeek)
        /// Nothing that is told only once.
        case none
    }

    package let kind: Kind
    package let subject: Subject
    package let body: String
    /// The footer and the hashtags, which the last post of a thread ends with.
    package let tail: String
    /// What a picture to the post shows, for those who do not see it; `nil` for none.
    package let altText: String?
    /// When the text in it was accepted that stands in for a built-in one; `nil` for those.
    package var acceptedAt: Timestamp?
    /// When the window begins that it is about, which its picture shows; `nil` for the whole record.
    package var picturedFrom: Timestamp?

    /// What X takes.
    private static let longestAltText = 1_000

    package init(
        kind: Kind, subject: Subject = .none, body: String, tail: String, altText: String? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.body = body
        self.tail = tail
        self.altText = altText.map { String($0.prefix(Self.longestAltText)) }
    }

    /// The whole text.
    package var text: String { tail.isEmpty ? body : "\(body)\n\n\(tail)" }

    /// The text in as many posts as it takes; the parts of a thread tell the moment, if one is given.
    package func parts(_ length: PostLength = .standard, at moment: Timestamp? = nil) -> [String] {
        let stamp = moment.map { ", \(Figures.moment($0)) UTC" } ?? ""
        return PostThread(body: body, tail: tail, stamp: stamp, limit: length.limit).parts
    }
}

extension Post {
    private static let shortened = "✂️ Shortened: the whole would not fit."

    /// The same post in at most so many parts.
    ///
    /// Lines are left out from the end of its body, and a line says so. The heading stays, and what
    /// the post ends with; a list that it closes with is left out whole, with its heading.
    package func shortened(
        to count: Int, _ length: PostLength = .standard, at moment: Timestamp? = nil
    ) -> Post {
        guard parts(length, at: moment).count > count else { return self }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let last = (lines.lastIndex { $0.isEmpty } ?? -1) + 1
        let list = last > 1 && lines[last].hasSuffix(":") ? last : lines.count
        func post(of kept: Int) -> Post {
            let body = (lines.prefix(min(kept, list)).trimmed + ["", Self.shortened[...]]).joined(
                separator: "\n")
            var post = Post(kind: kind, subject: subject, body: body, tail: tail, altText: altText)
            post.picturedFrom = picturedFrom
            return post
        }
        var (most, least) = (lines.count - 1, 1)
        while least < most {
            let middle = (least + most + 1) / 2
            if post(of: middle).parts(length, at: moment).count <= count {
                least = middle
            } else {
                most = middle - 1
            }
        }
        return post(of: least)
    }
}

extension Sequence<Substring> {
    /// The lines before the empty ones that they end with.
    fileprivate var trimmed: [Substring] {
        Array(reversed().drop(while: \.isEmpty).reversed())
    }
}
