import Foundation

/// Both exchanges on loopback, over TLS, as nginx serves them.
///
/// Each exchange has ports of its own, since no two exchanges share a connection. nginx answers
/// what lies in files, so time is made of ports: `before` knows all days but the newest closed one,
/// `now` answers as the exchange would to a trader that has seen those, `slow` does so after 50 ms.
final class Venues {
    enum Moment: String, CaseIterable {
        case before, now, slow
    }

    static let delayMilliseconds = 50

    let authority: Authority
    private let directory: String
    private let ports: [Moment: (binance: Int, bybit: Int)]
    private let server: Nginx
    /// The open time of the first candle that a trader with a record asks for.
    let overlapStart: Int64
    /// The open time of the candle that is new.
    let newestClosed: Int64

    init(_ workshop: Workshop) throws {
        directory = workshop.path("venues")
        try workshop.remove(directory)
        try workshop.makeDirectory(directory)
        authority = try Authority(workshop, in: directory)

        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        let answers = Answers(count: 600, now: now)
        let (open, closed) = (answers.count - 1, answers.count - 2)
        overlapStart = answers.time(closed - 3)
        newestClosed = answers.time(closed)
        for (moment, range) in [("before", 0..<closed), ("now", closed - 3..<open + 1)] {
            try workshop.makeDirectory("\(directory)/\(moment)/api/v3")
            try workshop.makeDirectory("\(directory)/\(moment)/v5/market")
            try workshop.write(
                answers.binance(range), to: "\(directory)/\(moment)/api/v3/klines")
            try workshop.write(
                answers.bybit(range, now: now), to: "\(directory)/\(moment)/v5/market/kline")
        }
        let free = try LoopbackPort.free(2 * Moment.allCases.count)
        var ports: [Moment: (binance: Int, bybit: Int)] = [:]
        for (index, moment) in Moment.allCases.enumerated() {
            ports[moment] = (free[2 * index], free[2 * index + 1])
        }
        self.ports = ports
        server = try Nginx(
            workshop, servers: Self.servers(ports, authority, in: directory), ports: free,
            in: directory)
    }

    /// Ends the server.
    func stop() { server.stop() }

    /// What a tick is given: the addresses, and whom to trust.
    func environment(_ moment: Moment, isHashed: Bool) -> [String: String] {
        guard let own = ports[moment] else { return [:] }
        return [
            "BINANCE_BASE_URL": "https://localhost:\(own.binance)",
            "BYBIT_BASE_URL": "https://localhost:\(own.bybit)",
            isHashed ? "SSL_CERT_DIR" : "SSL_CERT_FILE":
                isHashed ? authority.hashed : authority.bundle,
        ]
    }

    /// The two addresses that an ordinary tick of BTC/USDT asks.
    func addresses(_ moment: Moment) -> [String] {
        guard let own = ports[moment] else { return [] }
        return [
            "https://localhost:\(own.binance)/api/v3/klines?symbol=BTCUSDT&interval=1d"
                + "&startTime=\(overlapStart)&limit=1000",
            "https://localhost:\(own.bybit)/v5/market/kline?category=spot&symbol=BTCUSDT"
                + "&interval=D&start=\(overlapStart)&limit=1000",
        ]
    }

    /// How many requests the slow ports have answered since the server started.
    func slowRequests() throws -> Int {
        try String(contentsOfFile: "\(directory)/slow.log", encoding: .utf8)
            .utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// What nginx is told of each port.
    private static func servers(
        _ ports: [Moment: (binance: Int, bybit: Int)], _ authority: Authority, in directory: String
    ) -> [String] {
        ports.flatMap { moment, own in
            let root = "\(directory)/\(moment == .slow ? .now : moment)"
            let answer =
                moment == .slow
                ? "access_log \(directory)/slow.log line; location / "
                    + "{ echo_sleep \(Double(delayMilliseconds) / 1_000); "
                    + "echo_exec /late$uri; } location /late/ { internal; alias \(root)/; }"
                : "root \(root);"
            return [own.binance, own.bybit].map {
                "server { listen 127.0.0.1:\($0) ssl http2; \(answer) "
                    + "ssl_certificate \(authority.certificate); "
                    + "ssl_certificate_key \(authority.key); }"
            }
        }
    }
}
