import Foundation

/// Runs whole processes, each in an environment of its own, and reads what they took.
struct Meter {
    /// What one process took.
    struct Reading {
        let status: Int32
        /// User and system, in seconds.
        let cpu: Double
        /// From the start to the end, in seconds.
        let wall: Double
        /// In bytes.
        let peak: Double
        let output: String
        let errors: String
    }

    private static let maximumSeconds = 600
    private let workshop: Workshop

    init(_ workshop: Workshop) { self.workshop = workshop }

    /// Runs a program to its end.
    ///
    /// - Throws: ``BenchError`` where it cannot be run, or ends otherwise than is `expected`.
    func callAsFunction(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        expecting expected: Int32 = 0
    ) throws -> Reading {
        let record = workshop.path("meter.record")
        let (output, errors) = (workshop.path("meter.output"), workshop.path("meter.errors"))
        let process = Process()
        process.executableURL = URL(filePath: workshop.path("meter"))
        process.arguments = ["\(Self.maximumSeconds)", record, output, errors, program] + arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]) {
            own, _ in own
        }
        process.currentDirectoryURL = URL(filePath: workshop.directory)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(program) cannot be started: \(process.terminationStatus)")
        }
        let reading = try reading(record, output, errors)
        guard reading.status == expected else {
            throw BenchError(
                "\(program) \(arguments.joined(separator: " ")): exit \(reading.status): "
                    + "\(reading.errors.suffix(600))")
        }
        return reading
    }

    private func reading(
        _ record: String, _ output: String, _ errors: String
    ) throws -> Reading {
        let numbers = try String(contentsOfFile: record, encoding: .utf8)
            .split { $0.isWhitespace }.compactMap { Double($0) }
        guard numbers.count == 4 else { throw BenchError("\(record) holds no record") }
        return Reading(
            status: Int32(numbers[0]), cpu: numbers[1] / 1e6, wall: numbers[2] / 1e9,
            peak: numbers[3] * 1_024, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
