import Foundation
import Glibc

/// An nginx of this run alone, with everything it writes in one directory.
final class Nginx {
    private let process = Process()

    /// Starts it and waits until it listens.
    ///
    /// - Throws: ``BenchError`` with nginx's own words where it does not.
    init(_ workshop: Workshop, servers: [String], ports: [Int], in directory: String) throws {
        let file = "\(directory)/nginx.conf"
        try workshop.write(Self.configuration(servers, in: directory), to: file)
        let log = "\(directory)/nginx.output"
        try workshop.write("", to: log)
        // The server goes with this process, however that comes to its end.
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = [
            "--pdeathsig", "TERM", "/usr/sbin/nginx", "-p", directory, "-e",
            "\(directory)/error.log", "-c", file,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        try process.run()
        for _ in 0..<200 where process.isRunning {
            if ports.allSatisfy(LoopbackPort.isOpen) { return }
            usleep(25_000)
        }
        stop()
        let said = try String(contentsOfFile: log, encoding: .utf8)
        throw BenchError("nginx did not start: \(said.suffix(600))")
    }

    /// Ends the server; its worker goes with it.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    private static func configuration(_ servers: [String], in directory: String) -> String {
        var lines = [
            "load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;",
            // Root's server would else become somebody who may not enter this directory.
            getuid() == 0 ? "user root;" : "",
            "daemon off; worker_processes 1; worker_rlimit_nofile 8192;",
            "pid \(directory)/nginx.pid; error_log \(directory)/error.log;",
            "events { worker_connections 4096; }",
            "http {",
            "access_log off; log_format line '$status'; default_type application/json;",
            "gzip on; gzip_types application/json; gzip_min_length 10;",
            "keepalive_requests 100000;",
        ]
        for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            lines.append("\(kind)_temp_path \(directory)/temp;")
        }
        return (lines + servers).joined(separator: "\n") + "\n}\n"
    }
}
