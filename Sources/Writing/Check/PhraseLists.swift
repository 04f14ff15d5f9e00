/// What gives advice, promises, sweeping claims and talk of the one who writes away, as ``Phrase``s.
///
/// Lists close no language: they are the first sieve, and a person is the second.
enum PhraseLists {
    static let advice = phrases(
        """
        should|must|ought|let's|consider|recommend* ... buy*|sell*|invest*|short*|accumulat*|hold*|hodl*|long
        suggest*|advis*|urge*|encourage* ... buy*|sell*|invest*|short*|accumulat*|hold*|hodl*
        time|ready|wise|smart|safe to ... buy|sell|invest|short|accumulate|hold|hodl|enter|exit
        better|worth|try|start|keep|stop|begin buying|selling|holding|accumulating|stacking|investing
        good|great|best|perfect|ideal|nice|right ... time|moment|chance|opportunity|price|place to
        you can|could|may|might|need|want|ought|should ... buy|sell|invest|short|enter|exit|accumulate
        i'd|i|we|we'd ... buy|sell|invest|recommend|suggest|advise
        buy|sell|short|long|hold the|this|that|your|some|more|bitcoin|btc|ether|eth|crypto|it|them|now|here|today
        buy|sell|hold|short everything|all|with|while|as|if|when|immediately|fast|quickly|low|high|again
        buying|selling|accumulating opportunity|chance|time|zone
        strong|clear|definite|screaming|easy buy|sell|hold
        a|the|is|obvious ... no brainer|brainer
        is a buy|sell|bargain|steal|opportunity
        go|going|went all in
        go|stay|get|be long|short|in|out now|here|today|tomorrow
        go long|short
        load|loading|stock|stocking up
        back up the truck
        get in|out before|while|now|early|fast
        don't miss|wait|hesitate|sleep
        last|rare|unique chance|opportunity|call
        act|hurry|move now|fast|quickly|today
        before it's|it|its ... too late
        take|lock your|profits|profit|some ... now|off|in|profits|profit
        put|place|move|use|set|risk your|a ... money|savings|stop|order|leverage|salary|cash|funds
        open an|a|your account|position|long|short
        use|add|with ... leverage
        copy|follow|mirror our|this|these|my|the trade|trades|signals|bot|strategy|account|lead
        follow|join|subscribe|dm|message|contact us|me|our|now
        link in bio
        you'll|you will regret|thank
        wise|smart|clever to own|have|get|be
        own|get|grab some
        smart money|whales|investors is|are buying|selling|accumulating
        so can|should|could you
        undervalued|overvalued
        price target|targets
        target of|is|at
        add to|more your|positions|exposure
        rebalance|diversify|allocate ... into|your
        everyone|anybody|anyone|you should|ought|has to
        dip is|was|for
        """)

    static let promises = phrases(
        """
        guarant*
        risk free|less
        riskless
        no|zero|without risk
        sure thing|win|bet|profit|profits
        easy|free|quick|fast|passive money|income|cash|profit|profits|gains|win|wins
        certain|assured|safe|steady|reliable|consistent|constant profit|profits|gains|income|return|returns|money
        will|gonna|shall|it'll|price'll|going|about|set|poised|bound|destined|ready|expected|likely|sure|certain ... rise|climb|soar|rally|moon|pump|explode|double|recover|outperform|win|profit|gain|surge|rocket|skyrocket|bounce|break|reach|hit|pay|make|earn|grow|succeed|beat|work|follow|continue|improve|go|turn
        you|you'll|we'll|we|it|bot|strategy|system will|can|could ... make|earn|profit|win|double|retire|gain
        makes|prints|earns|generates money|profit|profits|income|returns|cash
        make|earn|print|generate money|thousands|millions|income|profits|cash
        beats|beat|beating|outperforms|outperform|outsmart* the|every|any market|index|trader|others|rest|fund
        works every|always|perfectly|flawlessly|everywhere
        always|just win*|profit*|goes|rises|right|up|works|pays
        proven|winning|foolproof|unbeatable|infallible|bulletproof strategy|system|method|bot|formula|track|edge|approach
        proven to|that
        secret to|of|formula
        holy grail
        next big|leg|bull|rally|bitcoin
        bull|bear run|market|rally ... coming|here|near|ahead|begins|starts|imminent
        breakout|rally|surge|crash|pump|recovery is|looks ... imminent|coming|near|certain|inevitable|likely|next
        is coming|imminent|inevitable
        will|would ... forever|always|rewarded|profitable|fine
        odds are|is|stand ... favor|favour|you|us|high
        in your|our favor|favour
        money|capital|savings|funds|coins is|are|stays|stay safe|secure|protected
        can|could only go|rise|climb|win|gain|grow
        bottom|top is in
        trend|tide|market is turning|reversing
        new all time high|highs
        around the corner
        chance|opportunity|once of|in a lifetime
        inevitable
        life changing
        big|huge|massive|monster|insane|serious gains|profits|returns|wins|move|moves|upside
        bright|golden|strong future|days|ahead
        profit|profits|gains|returns|wins ... ahead|coming|await*|tomorrow|soon|certain|follow
        """)

    /// Promises that no denial makes harmless.
    static let plainPromises = phrases(
        """
        cannot|can't|can|couldn't|could not|never|hardly|impossible ... lose|fail
        cannot|can't|couldn't|won't|never ... lose|fail|loses|fails
        never loses|fails|lost|failed|missed|disappoint*
        get|getting|be|become rich|wealthy|millionaire|millionaires
        financial freedom|independence
        to the moon
        wagmi|lambo|moonshot|moonshots|hopium
        quit your job
        retire early|rich
        """)

    /// What is said of all trades or of none: totals that no fact holds.
    static let claims = phrases(
        """
        all|every|each|most|none|no|majority|mostly|never|always|nobody ... won|win|wins|winning|winner|winners|lost|lose|loses|losing|loser|losers|profitable|unprofitable|losses
        """)

    static let leaks = phrases(
        """
        as an|a ai|language|large|bot|chatbot|assistant
        language model|models
        system|user|the|your|my|this|original prompt|prompts
        prompt
        my|your|these|the|system instructions|guidelines|directives
        i|i'm|i've|i'll was|were|am|been|not ... asked|told|instructed|able|programmed|trained|allowed
        i can't|cannot|won't|apologize|apologise|understand|hope|have|will|would|am|was
        i'm sorry|unable|afraid|happy|glad|just|an|a|not
        sorry but|i
        as requested|instructed|asked
        per your|the request|instructions
        here|here's is|are|a|the|your|an ... post|tweet|text|draft|version|message|caption|one|thread
        sure here|thing|here's|i
        certainly here|i|here's
        of course here|i|here's
        provided|given|above|following|supplied|listed facts|data|figures|information|instructions
        facts provided|given|supplied|above|say|state|you|i
        based on the|these|your facts|data|information|figures|instructions
        claude|anthropic|openai|chatgpt|gpt|gemini|llm|copilot
        character|word|token limit|limits|count|budget
        characters|tokens|words left|total|used|long
        draft|option|version|tweet|post|output|answer|response|assistant|human|system|user here|below|follows
        let me|us know
        ignore previous|all|the|any|above ... instructions|rules|facts|prompt
        disregard previous|all|the|any|above
        api key|keys
        would you like
        hope this|that helps
        insert|your ... here
        lorem ipsum
        """)

    private static func phrases(_ text: String) -> [Phrase] {
        text.split(separator: "\n").map { Phrase($0) }
    }
}
