import ArgumentParser
import Invocation
import Jobs

struct Posts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What was posted, what waits and why, and what it has cost.",
        discussion: """
            Costs are attempts that may have posted, at the prices in algom.json's report section \
            (pricePerPost, pricePerLinkPost): what X bills is in its developer console.

            EXIT STATUS
              0 done   64 usage   74 disk   78 the outbox is damaged
            """)

    @Option(help: "How many of the last posts to show, 1 to 1000.")
    var last = 10

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a post.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let settings = try homeOption.settings()
            let job = try PostsJob(settings: settings, last: last)
            let posts = try job.run()
            if json {
                for line in posts.json { try Self.say(json: line) }
            } else {
                for line in posts.lines { try Self.say(line) }
            }
            return .ok
        }
    }
}
