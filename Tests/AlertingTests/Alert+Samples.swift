@testable import Alerting

extension Alert {
    static func sample(
        _ number: Int, kind: Alert.Kind = .closed, isUrgent: Bool = false, lines: [String] = []
    ) -> Alert {
        Alert(
            id: "binance/\(number)", kind: kind, title: "title \(number)", lines: lines,
            atSeconds: Int64(number), isUrgent: isUrgent)
    }

    /// One that holds what every service has to escape, and more than any of them takes.
    static let hard = Alert(
        id: "a/1", kind: .closed, title: "*b* <i> & _c_ `d` \\ | ~ [x](y) @everyone \u{7}\n-31.07",
        lines: (0..<60).map { "#\($0) <@1> & \u{1F600}\(String(repeating: "é", count: 390))" },
        atSeconds: 0, isUrgent: true)
}
