package import Market

extension Post {
    private static let shortened = "✂️ Shortened: the whole would not fit."

    /// The same post in at most so many parts.
    ///
    /// Lines are left out from the end of its body, and a line says so. The heading stays, and what
    /// the post ends with.
    package func shortened(
        to count: Int, _ length: PostLength = .standard, at moment: Timestamp? = nil
    ) -> Post {
        guard parts(length, at: moment).count > count else { return self }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        func post(of kept: Int) -> Post {
            let body = (lines.prefix(kept) + ["", Self.shortened[...]]).joined(separator: "\n")
            return Post(kind: kind, subject: subject, body: body, tail: tail, altText: altText)
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
