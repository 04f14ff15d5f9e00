/// The ends of domain names that most links have.
enum TopLevelDomains {
    static let known = RegionCodes.all.union(generic.split(separator: " ").map(String.init))

    private static let generic = """
        com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat \
        asia post app dev xyz online site shop store tech blog cloud news live club space world \
        media agency email link page zone finance money trade trading exchange capital fund \
        markets market bet win top vip website network systems digital design studio software wiki
        """
}
