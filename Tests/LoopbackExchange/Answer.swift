/// What the server sends back, byte for byte; its length is told as it is.
package struct Answer: Sendable {
    package struct Header: Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var status: Int
    package var headers: [Header]
    package var body: [UInt8]
    /// How long the answer is held back.
    package var delayMilliseconds: Int

    package init(
        status: Int = 200, headers: [Header] = [], body: String, delayMilliseconds: Int = 0
    ) {
        self.status = status
        self.headers = headers
        self.body = Array(body.utf8)
        self.delayMilliseconds = delayMilliseconds
    }

    static func json(status: Int = 200, headers: [Header] = [], _ body: String) -> Answer {
        Answer(
            status: status,
            headers: [Header("Content-Type", "application/json;charset=UTF-8")] + headers,
            body: body)
    }

    static func html(status: Int, headers: [Header] = [], _ body: String) -> Answer {
        Answer(status: status, headers: [Header("Content-Type", "text/html")] + headers, body: body)
    }

    /// Sets a header where the answer does not have one of that name yet.
    mutating func setDefault(_ name: String, _ value: String) {
        let lowered = name.lowercased()
        guard !headers.contains(where: { $0.name.lowercased() == lowered }) else { return }
        headers.append(Header(name, value))
    }
}
