internal import JSON

/// Which refusals speak of a message's text: the same again would be refused again, and the next
/// message may be another matter.
///
/// Whatever else a service refuses is the account's, the chat's or the settings': there the messages
/// wait until a person has put it right. So what is not known here waits, and is not dropped.
enum RefusedText {
    /// Telegram has no codes, only descriptions.
    static func isMeant(byTelegram description: String) -> Bool {
        let words = description.lowercased()
        return ["entit", "too long", "too_long", "text is empty", "text must", "length"]
            .contains { words.contains($0) }
    }

    /// Discord's JSON error codes: an empty message, invalid JSON, words that are not let through;
    /// of an invalid form what is said of the message's own field.
    static func isMeant(byDiscord json: JSONValue?) -> Bool {
        guard let code = json?["code"]?.scalarText else { return json?["content"] != nil }
        if code == "50035" { return json?["errors"].map { $0["content"] != nil } ?? true }
        return ["20009", "50006", "50109", "200000", "240000"].contains(code)
    }

    static func isMeant(bySlack error: String) -> Bool {
        [
            "invalid_payload", "no_text", "msg_too_long", "too_many_attachments", "invalid_blocks",
            "invalid_attachments",
        ].contains(error)
    }

    /// ntfy's codes: no UTF-8, no JSON, or that the attachment which a long message becomes is not
    /// allowed.
    static func isMeant(byNtfy code: String?) -> Bool {
        ["40011", "40014", "40017", "40024"].contains(code)
    }

    /// Twilio's codes: no body, or one that is too long.
    static func isMeant(byTwilio code: String?) -> Bool {
        ["21602", "21605", "21617", "21619"].contains(code)
    }

    /// Any other address: what its status says.
    static func isMeant(byStatus status: Int) -> Bool { [400, 413, 422].contains(status) }

    /// A mail server: what it says once it has the message, unless that is on a mailbox, a route or
    /// a sender's right to use it (RFC 3463: X.1, X.2, X.4, and 5.7.60).
    static func isMeant(byMail code: Int, saying line: String, isJudged: Bool) -> Bool {
        guard isJudged, (500...599).contains(code) else { return false }
        let places = ["5.1.", "5.2.", "5.4.", "5.7.60"]
        let status = line.split(separator: " ").dropFirst().first ?? ""
        // Mail that is too large for a mailbox is the mail's matter.
        return status == "5.2.3" || !places.contains { status.hasPrefix($0) }
    }
}
