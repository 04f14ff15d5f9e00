import Foundation

@testable import Store

/// A directory of a test's own, removed with everything in it when the test ends.
///
/// A class, so that it lives as long as the test's struct does; a struct's fresh instance per test
/// makes each test have its own.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/algom-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { _ = try? FileManager.default.removeItem(atPath: path) }

    func state() throws -> StateDirectory { try StateDirectory(path: path) }

    /// The bytes of a file, read past the module under test.
    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    /// Puts bytes in a file, past the module under test.
    func put(_ bytes: some Sequence<UInt8>, in name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func names(_ name: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").sorted()
    }

    /// The permission bits of an entry, in octal.
    func permissions(_ name: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
    }
}
