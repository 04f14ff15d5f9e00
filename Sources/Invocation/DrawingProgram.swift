/// `algom-draw` beside the running program: a picture drawn in a process of its own.
///
/// Whatever drawing does, aborting, hanging, running out of memory, costs the picture and nothing
/// else.
package enum DrawingProgram {
    /// Why there is no picture, in one line for the operator.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        /// Whether something is missing that can be installed.
        package let isMissing: Bool
    }

    /// What fontconfig goes by; drawing needs nothing else of the environment.
    private static let variables = [
        "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "FONTCONFIG_FILE",
        "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT",
    ]
    /// The most bytes of a picture.
    private static let maximumBytes = 5_000_000
    private static let maximumMilliseconds: Int64 = 20_000
    private static let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let longestWords = 200

    /// The bytes of a PNG file of SVG text.
    package static func png(of svg: String) throws(Failure) -> [UInt8] {
        guard let directory = Invocation.programDirectory else {
            throw Failure(
                description: "algom-draw is not found where this program lay; run it again",
                isMissing: true)
        }
        let outcome: Program.Outcome
        do throws(Program.Failure) {
            outcome = try Program(
                "\(directory)/algom-draw", [], variables: variables, maximumBytes: maximumBytes,
                maximumMilliseconds: maximumMilliseconds
            ).run(input: Array(svg.utf8))
        } catch .missing {
            throw Failure(
                description: "there is no algom-draw in \(directory); install all of it anew",
                isMissing: true)
        } catch {
            throw Failure(description: "algom-draw: \(error)", isMissing: false)
        }
        guard outcome.status == 0 else { throw failure(outcome) }
        guard outcome.output.starts(with: magic) else {
            throw Failure(description: "algom-draw made no PNG file", isMissing: false)
        }
        return outcome.output
    }

    private static func failure(_ outcome: Program.Outcome) -> Failure {
        let line = outcome.errors.split(separator: UInt8(ascii: "\n")).first ?? []
        let words = String(decoding: line.prefix(longestWords), as: UTF8.self)
        switch outcome.status {
        // What the loader ends with where it finds no library.
        case 127:
            return Failure(
                description: "pictures need librsvg, as with 'apt-get install librsvg2-2 "
                    + "fonts-dejavu-core': \(words)", isMissing: true)
        case 78: return Failure(description: words, isMissing: true)
        case 129...:
            return Failure(
                description: "algom-draw was ended by signal \(outcome.status - 128)"
                    + (words.isEmpty ? "" : ": \(words)"), isMissing: false)
        default:
            return Failure(
                description: words.isEmpty ? "algom-draw ended with \(outcome.status)" : words,
                isMissing: false)
        }
    }
}
