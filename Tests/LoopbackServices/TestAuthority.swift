internal import Foundation
internal import Glibc

/// A certificate authority in a temporary directory, made with the `openssl` command.
///
/// The machine needs that command: without it every test here fails and says so.
package final class TestAuthority {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private let directory: URL

    /// The authority's own certificate, as `SSL_CERT_FILE` would name it.
    package var file: String { directory.appending(path: "ca.pem").path }

    package init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "algom-authority-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let configuration = """
            [req]
            distinguished_name = name
            x509_extensions = authority
            [name]
            [authority]
            basicConstraints = critical, CA:TRUE
            subjectKeyIdentifier = hash
            """
        try configuration.write(to: path("openssl.cnf"), atomically: true, encoding: .utf8)
        try run(
            ["req", "-x509", "-days", "2", "-subj", "/CN=Test authority", "-out", "ca.pem"]
                + newKey("ca.key"))
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// A directory with the certificate under its hashed name, as `SSL_CERT_DIR` would name it.
    package func hashedDirectory() throws -> String {
        let hashed = path("hashed")
        try FileManager.default.createDirectory(at: hashed, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: path("ca.pem"), to: path("hashed/ca.pem"))
        try run(["rehash", "hashed"])
        return hashed.path
    }

    /// Makes a certificate with its key, which go with the authority.
    ///
    /// - Parameters:
    ///   - names: the certificate's, as `DNS:localhost` or `IP:127.0.0.1`.
    ///   - days: how long the certificate is valid from now; negative for one that has expired.
    /// - Returns: the paths of both.
    /// - Throws: what `openssl` said.
    package func certificate(names: String, days: Int = 1) throws -> (file: String, key: String) {
        try "subjectAltName = \(names)".write(
            to: path("leaf.ext"), atomically: true, encoding: .utf8)
        try run(
            ["req", "-new", "-subj", "/CN=Test server", "-out", "leaf.csr"] + newKey("leaf.key"))
        try run([
            "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "\(days)", "-extfile", "leaf.ext", "-out", "leaf.pem",
        ])
        return (path("leaf.pem").path, path("leaf.key").path)
    }

    /// Starts a TLS server that answers each request with a page about its connection.
    ///
    /// - Parameters:
    ///   - names: the certificate's, as `DNS:localhost` or `IP:127.0.0.1`.
    ///   - days: how long the certificate is valid from now; negative for one that has expired.
    ///   - options: more options for `openssl s_server`.
    /// - Returns: the server, which ends with the object.
    /// - Throws: what `openssl` said.
    package func server(names: String, days: Int = 1, options: [String] = []) throws -> TLSServer {
        _ = try certificate(names: names, days: days)
        let output = Pipe()
        let process = try start(
            ["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", "leaf.pem"]
                + ["-key", "leaf.key"] + options, output: output)
        return try TLSServer(process, output: output.fileHandleForReading)
    }

    private func path(_ name: String) -> URL { directory.appending(path: name) }

    private func newKey(_ name: String) -> [String] {
        [
            "-config", "openssl.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", name,
        ]
    }

    private func run(_ arguments: [String]) throws {
        let process = try start(arguments)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let log = try String(contentsOf: path("log"), encoding: .utf8)
            throw Failure(description: "openssl \(arguments.joined(separator: " ")): \(log)")
        }
    }

    private func start(_ arguments: [String], output: Pipe = Pipe()) throws -> Process {
        let log = path("log")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        guard Self.isInstalled else {
            throw Failure(description: "the openssl command is missing: apt-get install openssl")
        }
        try process.run()
        return process
    }

    private static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/openssl") }
}

/// A running `openssl s_server`, which ends with this object.
package final class TLSServer {
    package let port: UInt16
    private let process: Process

    init(_ process: Process, output: FileHandle) throws {
        self.process = process
        var told = ""
        while true {
            let bytes = output.availableData
            told += String(decoding: bytes, as: UTF8.self)
            if let match = told.firstMatch(of: /ACCEPT [^\n]*:([0-9]+)\n/),
                let number = UInt16(match.1)
            {
                port = number
                return
            }
            guard !bytes.isEmpty else {
                throw TestAuthority.Failure(description: "openssl s_server did not start: \(told)")
            }
        }
    }

    deinit {
        // A child inherits the signals that the test's threads hold back, so a polite one may not end it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
