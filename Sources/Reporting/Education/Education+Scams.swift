extension Education {
    static let scams = [
        EducationText(
            "GUARANTEED RETURNS",
            "Nobody can guarantee what a market will do. Whoever does either does not know that "
                + "or hopes that you do not."),
        EducationText(
            "SEED PHRASES",
            "No support desk needs your seed phrase or your password. Whoever asks for it wants "
                + "what it opens."),
        EducationText(
            "SIGNAL GROUPS",
            "A group that shows only its winning calls shows nothing. Ask for all calls, with "
                + "dates, written down before the result was known."),
        EducationText(
            "PUMP AND DUMP",
            "When a crowd is told to buy a small coin at the same minute, those who tell it have "
                + "bought already. Somebody has to buy what they sell."),
        EducationText(
            "DOUBLE YOUR COINS",
            "Send one, get two back: no such giveaway has ever needed your coins first. A famous "
                + "face in the video changes nothing, faces can be faked."),
        EducationText(
            "WITHDRAWAL FEES",
            "A platform that shows a fine balance and wants a payment before it pays out will want "
                + "another payment after that one."),
        EducationText(
            "THE NEW FRIEND",
            "A stranger who writes by mistake, stays friendly for weeks and then knows a platform "
                + "with good profits: this is a script, used on many."),
        EducationText(
            "SCREENSHOTS",
            "A picture of a profit is quickly made. A record that can be checked by others "
                + "takes as long as the record."),
        EducationText(
            "API KEYS",
            "A key that may only read cannot lose your money. One that may withdraw can lose all "
                + "of it. Whoever asks for the second kind needs a reason."),
        EducationText(
            "URGENCY",
            "Only today, only ten places left: hurry is there to stop you from thinking. What is "
                + "sound today can be looked at tomorrow."),
        EducationText(
            "SURVIVORS",
            "A thousand try, one gets rich and tells how. The others did the same and are not "
                + "asked. Stories of winners are not evidence."),
    ]
}
