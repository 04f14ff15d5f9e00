internal import Crypto
package import HTTP
internal import JSON
package import Market
internal import Text

/// The question to an exchange what a key of its may do, signed with the key's secret.
///
/// - Binance: `GET /sapi/v1/account/apiRestrictions`; the query is signed, and the signature is part
///   of it. Rights are members `enable…` and `permits…` that are true.
/// - Bybit: `GET /v5/user/query-api`; time, key, window and query are signed, in headers. `readOnly`
///   is 1, or `permissions` lists the rights by kind.
///
/// Both sign by HMAC-SHA256, in hexadecimal digits. No text of this holds key, secret or signature.
/// Source: Binance's "Get API Key Permission" and "Error codes"; Bybit's V5 "Get API Key
/// Information" and "Error Codes".
package struct KeyQuestion: Sendable {
    /// How far the exchange's clock may be ahead, in milliseconds; both take no more.
    private static let window = "60000"
    private static let mostBodyBytes = 64 << 10

    private let exchange: Exchange
    private let key: Secret
    private let secret: Secret

    /// A question about a key; `nil` of an exchange that has none.
    package init?(_ exchange: Exchange, key: Secret, secret: Secret) {
        guard exchange != .sim else { return nil }
        self.exchange = exchange
        self.key = key
        self.secret = secret
    }

    /// The question at an address; a key's rights are told where accounts are, not at every one.
    package func request(
        at base: HTTPURL, now: Timestamp, withinMilliseconds limit: Int
    ) -> HTTPRequest {
        let time = String(now.milliseconds)
        switch exchange {
        case .binance:
            let signed = "recvWindow=\(Self.window)&timestamp=\(time)"
            let url = base.appending(
                path: "/sapi/v1/account/apiRestrictions",
                query: [
                    ("recvWindow", Self.window), ("timestamp", time),
                    ("signature", signature(of: signed)),
                ])
            return request(url, [HTTPRequest.Header("X-MBX-APIKEY", key)], limit)
        case .bybit, .sim:
            let signed = time + key.revealed + Self.window
            return request(
                base.appending(path: "/v5/user/query-api"),
                [
                    HTTPRequest.Header("X-BAPI-API-KEY", key),
                    HTTPRequest.Header("X-BAPI-TIMESTAMP", time),
                    HTTPRequest.Header("X-BAPI-RECV-WINDOW", Self.window),
                    HTTPRequest.Header("X-BAPI-SIGN", Secret(signature(of: signed))),
                ], limit)
        }
    }

    private func request(
        _ url: HTTPURL, _ headers: [HTTPRequest.Header], _ limit: Int
    ) -> HTTPRequest {
        HTTPRequest(
            .get, url, headers: headers, connectTimeoutMilliseconds: limit,
            totalTimeoutMilliseconds: limit, maximumBodyBytes: Self.mostBodyBytes)
    }

    private func signature(of text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: Array(secret.revealed.utf8)))
        return Hexadecimal.text(code)
    }

    /// What an answer says of the key; codes decide, never wordings.
    package func answer(_ response: HTTPResponse) -> KeyAnswer {
        guard let json = try? JSONReader.parse(response.body), json.members != nil else {
            return .unclear("HTTP \(response.status): \(shown(ForeignText.raw(response.body)))")
        }
        let (name, words) = exchange == .binance ? ("code", "msg") : ("retCode", "retMsg")
        if let code = json[name]?.scalarText.flatMap({ Int($0) }), code != 0 {
            return refusal(code, "\(name) \(code): \(shown(json[words]?.string ?? ""))")
        }
        let rights =
            exchange == .binance
            ? Self.binanceRights(json) : json["result"].flatMap(Self.bybitRights)
        guard response.status == 200, let rights else {
            return .unclear("HTTP \(response.status) without the key's rights")
        }
        return .rights(rights)
    }

    private func refusal(_ code: Int, _ said: String) -> KeyAnswer {
        switch (exchange, code) {
        case (.binance, -1021), (.bybit, 10002): .wrongTime(said)
        case (.binance, -2014), (.binance, -2015), (.binance, -1022), (.binance, -2008):
            .refused(said)
        case (.bybit, 10003), (.bybit, 10004), (.bybit, 10005), (.bybit, 10010), (.bybit, 33004):
            .refused(said)
        default: .unclear(said)
        }
    }

    private func shown(_ text: String) -> String {
        ForeignText.shown(text, hiding: [key, secret])
    }

    private static func binanceRights(_ json: JSONValue) -> KeyRights? {
        guard let isBound = json["ipRestrict"]?.bool, json["enableReading"]?.bool != nil,
            let mayWithdraw = json["enableWithdrawals"]?.bool, let members = json.members
        else { return nil }
        // What is new one day counts for a power until it is known to be none.
        let harmless = ["enableReading", "enableFixReadOnly", "enableWithdrawals"]
        let powers = members.filter { member in
            (member.name.hasPrefix("enable") || member.name.hasPrefix("permits"))
                && member.value.bool == true && !harmless.contains(member.name)
        }
        return KeyRights(
            powers: powers.prefix(20).map { ForeignText.shown($0.name) }, mayWithdraw: mayWithdraw,
            isBoundToAddresses: isBound)
    }

    private static func bybitRights(_ json: JSONValue) -> KeyRights? {
        guard let readOnly = json["readOnly"]?.scalarText, readOnly == "0" || readOnly == "1",
            let kinds = json["permissions"]?.members
        else { return nil }
        let addresses = json["ips"]?.elements?.compactMap(\.string) ?? []
        let isBound = !addresses.isEmpty && !addresses.contains("*")
        guard readOnly == "0" else {
            return KeyRights(powers: [], mayWithdraw: false, isBoundToAddresses: isBound)
        }
        let all = kinds.flatMap { kind in kind.value.elements?.compactMap(\.string) ?? [] }
        let powers = all.filter { $0 != "Withdraw" }
        return KeyRights(
            // A key that is not read-only may write, whatever the lists say.
            powers: powers.isEmpty
                ? ["readOnly 0"] : powers.prefix(20).map { ForeignText.shown($0) },
            mayWithdraw: all.contains("Withdraw"), isBoundToAddresses: isBound)
    }
}

extension JSONValue {
    fileprivate var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
}
