import Foundation
import Testing

/// The jobs of `cronjob.yaml` are those of the crontab, and their arguments ones the programs know.
struct KubernetesTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let path = checkout.path + "/Packaging/kubernetes/cronjob.yaml"

    /// The text of each job that is started by a schedule.
    private static func jobs() throws -> [String] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n---\n").filter { $0.contains("kind: CronJob") }
    }

    /// What follows a key, which each job must have once.
    private static func value(_ key: String, in job: String) throws -> String {
        let lines = job.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("\(key): ") }
        try #require(lines.count == 1, "\(key) in \(job)")
        return String(lines[0].dropFirst(key.utf8.count + 2))
    }

    private static func command(of job: String) throws -> [String] {
        try value("command", in: job).trimmingCharacters(in: ["[", "]"])
            .components(separatedBy: ", ")
    }

    @Test func `every job is started when the crontab starts it`() throws {
        let jobs = try Self.jobs()
        #expect(jobs.count == 3)
        let crontab = try String(
            contentsOf: Self.checkout.appending(path: "crontab"), encoding: .utf8)
        for job in jobs {
            let program = try Self.command(of: job)[0]
            let schedule = try Self.value("schedule", in: job).trimmingCharacters(in: ["\""])
            #expect(
                crontab.split(separator: "\n").contains {
                    $0.trimmingPrefix("#").hasPrefix(
                        "\(schedule) o=$({ e=$(/opt/algom/bin/\(program) --home /opt/algom 2>&1 ")
                }, "\(schedule) \(program)")
            #expect(try Self.value("concurrencyPolicy", in: job) == "Forbid")
            #expect(try Self.value("backoffLimit", in: job) == "0")
        }
    }

    @Test func `the image is the one of this version`() throws {
        let version = try Command(name: "algom")("--version").lines
        for job in try Self.jobs() {
            let image = try Self.value("image", in: job)
            #expect(image == "algom:\(version.joined())")
        }
    }

    @Test func `every job is a command that its program understands`() throws {
        for job in try Self.jobs() {
            let command = try Self.command(of: job)
            let help = try Command(name: command[0]).run(["--help"], environment: [:])
            for option in command.dropFirst() where option.hasPrefix("--") {
                #expect(help.output.contains("  \(option) <"), "\(command)")
            }
            // The home of the volume does not exist here: what is refused is not the command line.
            let outcome = try Command(name: command[0]).run(
                command.dropFirst() + ["--help"], environment: [:])
            #expect(outcome.status == 0, "\(outcome)")
        }
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["ALGOM_TEST_KUBERNETES"] != nil,
            "ALGOM_TEST_KUBERNETES is not set: the schema comes from the Python package index"),
        arguments: [("backoffLimit", "backoffLimit", true), ("backoffLimit", "backofLimit", false)])
    func `Kubernetes's own schema knows every member`(
        word: String, edited: String, isKnown: Bool
    ) throws {
        let home = try TemporaryHome()
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        try home.write(text.replacing(word, with: edited), to: "cronjob.yaml")
        let outcome = try Command(path: Self.checkout.path + "/Packaging/kubernetes/test").run(
            [home.path + "/cronjob.yaml"], environment: ["PATH": "/usr/bin:/bin"])
        #expect((outcome.status == 0) == isKnown, "\(outcome)")
    }
}
