import ArgumentParser

/// Which traders a command is about.
struct TraderOptions: ParsableArguments {
    @Option(help: "Only this trader; may be given several times.", completion: .traders)
    var trader: [String] = []
}
