import Foundation
import Jobs
@testable import Settings

/// A home directory of a test's own, removed with everything in it when the test ends.
///
/// A class, so that it lives as long as the test's struct does; a struct's fresh instance per test
/// makes each test have its own.
final class ScratchHome: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/algom-home-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { _ = try? FileManager.default.removeItem(atPath: path) }

    /// Puts a file there, with the directories on the way to it.
    func put(_ text: String, in name: String, mode: Int = 0o600) throws {
        let url = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }

    /// Makes `state/`, as `algom-tick --new-home` does.
    func makeState() throws {
        try FileManager.default.createDirectory(
            atPath: path + "/state", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    }

    /// The permission bits of an entry, in octal.
    func permissions(_ name: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    func settings(
        _ environment: [String: String] = [:], exchange: String? = nil, traders: [String] = []
    ) throws -> Settings {
        // A home is one by what lies in it.
        try makeState()
        return try Settings(
            environment: environment,
            options: Settings.Options(home: path, exchange: exchange, traders: traders))
    }
}
