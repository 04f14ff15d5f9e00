internal import HTTP
internal import Text

/// Whether names are resolved and TLS is sound, over all hosts that were asked.
enum NetworkFindings {
    static func checks(_ attempts: [DoctorAttempt]) -> [DoctorCheck] {
        guard !attempts.isEmpty else { return [] }
        return [names(attempts), encryption(attempts)]
    }

    private static func names(_ attempts: [DoctorAttempt]) -> DoctorCheck {
        let hosts = Set(attempts.map(\.host))
        var lost: [String: HTTPError] = [:]
        for attempt in attempts {
            if case .failure(let error) = attempt.result, case .nameNotResolved = error {
                lost[attempt.host] = error
            }
        }
        guard let first = lost.sorted(by: { $0.key < $1.key }).first else {
            return DoctorCheck(
                .network, "dns", "names", .ok, "\(hosts.count) of \(hosts.count) resolved")
        }
        return DoctorCheck(
            .network, "dns", "names", .wrong,
            "\(lost.count) of \(hosts.count) not resolved: \(lost.keys.sorted().joined(separator: ", "))",
            first.value.remedy)
    }

    private static func encryption(_ attempts: [DoctorAttempt]) -> DoctorCheck {
        let insecure = attempts.compactMap { attempt -> HTTPError? in
            guard case .failure(let error) = attempt.result else { return nil }
            switch error {
            case .insecure, .noTrust: return error
            case .nameNotResolved, .notConnected, .timedOut, .tooLarge, .broken, .packed:
                return nil
            }
        }
        if let first = insecure.first {
            return DoctorCheck(.network, "tls", "TLS", .wrong, "\(first)", first.remedy)
        }
        let sound = attempts.filter { attempt in
            if case .success = attempt.result { attempt.isEncrypted } else { false }
        }
        let hosts = Set(sound.map(\.host)).count
        guard hosts > 0 else {
            return DoctorCheck(.network, "tls", "TLS", .skipped, "no host was reached by it")
        }
        return DoctorCheck(
            .network, "tls", "TLS", .ok,
            "the certificates of \(hosts) \(hosts == 1 ? "host" : "hosts") are sound")
    }
}
