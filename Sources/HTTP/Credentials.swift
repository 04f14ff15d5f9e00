package import Text

extension Credentials {
    /// What of the values of variables is secret by their names.
    package init(_ variables: [String: String]...) { self.init { Self.secrets(in: variables) } }

    /// What the names of variables with secrets hold.
    private static let marks = ["KEY", "TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL"]
    /// The same, as words of their own: `SIDE` and `AUTHOR` are none.
    private static let words: Set<Substring> = ["PASS", "TOPIC", "SID", "AUTH"]

    /// Less is a word of any text.
    private static let leastBytes = 4
    private static let leastBytesOfWord = 6

    /// The values in each form that is sent as a whole.
    private static func secrets(in variables: [[String: String]]) -> [Secret] {
        let all = variables.flatMap { $0 }.filter { $0.value.utf8.count >= leastBytes }
        let plain = all.filter { name, _ in
            let name = name.uppercased()
            return marks.contains { name.contains($0) }
                || name.split(separator: "_").contains(where: words.contains)
        }.map(\.value)
        let addresses = all.filter { name, _ in
            let name = name.uppercased()
            return name.hasSuffix("_URL") && !name.hasSuffix("_BASE_URL")
        }.map(\.value)
        return plain.map { Secret($0) } + pairs(variables)
            + addresses.flatMap { address in
                let words = (try? HTTPURL(address))?.secrets ?? []
                return [Secret(address)]
                    + words.filter { $0.revealed.utf8.count >= leastBytesOfWord }
            }
    }

    /// Name and password as one, where a service is logged in to by two secrets.
    private static func pairs(_ variables: [[String: String]]) -> [Secret] {
        let values = { (name: String) in variables.compactMap { $0[name] } }
        return values("TWILIO_ACCOUNT_SID").flatMap { account in
            values("TWILIO_AUTH_TOKEN").map { Secret("\(account):\($0)") }
        }
    }
}

extension HTTPURL {
    /// Words of which services make the addresses of webhooks, and which tell nothing.
    private static let plainWords: Set<Substring> = [
        "api", "webhook", "webhooks", "hook", "hooks", "services", "workflows", "triggers", "catch",
        "in", "v1", "v10",
    ]

    /// What is secret about a webhook's address: what lies behind the host, whole and word by word.
    package var secrets: [Secret] {
        let path = description.split(separator: "/").dropFirst(2)
        let place = path.joined(separator: "/") + (query.map { "?\($0)" } ?? "")
        let values = (query ?? "").split(separator: "&").map { field in
            field.split(separator: "=", maxSplits: 1).last ?? field
        }
        let words = path + values
        let telling = words.filter { !Self.plainWords.contains($0) }.map { Secret(String($0)) }
        return telling.isEmpty && !place.isEmpty ? [Secret(place)] : telling
    }
}
