import ArgumentParser
import Invocation
import Pictures

/// What draws a picture for the other programs, so that it can take nothing but itself.
@main
struct AlgomDraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom-draw",
        abstract: "Draw SVG from standard input as a PNG file on standard output.",
        discussion: """
            algom-report and 'algom chart' start it for each picture, so that whatever happens to \
            it costs the picture and nothing else. It takes at most 1 MiB of SVG, 512 MiB of memory \
            and 10 seconds of processor time, writes at most 5 MB, and loads nothing that the SVG \
            refers to.

            EXAMPLES
              algom-draw < trade.svg > trade.png

            EXIT STATUS
              0 done   64 usage   70 it cannot be drawn   74 the output was lost
              78 there is no font

            ENVIRONMENT
              what fontconfig goes by: HOME, XDG_CACHE_HOME, XDG_CONFIG_HOME,
              XDG_DATA_HOME, FONTCONFIG_FILE, FONTCONFIG_PATH, FONTCONFIG_SYSROOT
            """)

    private static let memoryBytes: UInt = 512 << 20
    private static let processorSeconds: UInt = 10

    static func main() { start() }

    func run() throws {
        Invocation.beginWriting()
        guard
            Invocation.bound(
                memoryBytes: Self.memoryBytes, processorSeconds: Self.processorSeconds)
        else { throw Self.ending(70, "the system lets no bounds be set to drawing") }
        guard let svg = Invocation.input(atMost: PNGFile.longestText) else {
            throw Self.ending(70, "more than \(PNGFile.longestText) bytes of SVG, or cut off")
        }
        let png: [UInt8]
        do {
            png = try PNGFile.bytes(svg: String(decoding: svg, as: UTF8.self))
        } catch {
            throw Self.ending(error == .noFonts ? 78 : 70, "\(error)")
        }
        do {
            try Invocation.put(png)
        } catch {
            throw Self.ending(74, "\(error)")
        }
    }

    private static func ending(_ code: Int32, _ words: String) -> ExitCode {
        Invocation.complain(words)
        return ExitCode(code)
    }
}
