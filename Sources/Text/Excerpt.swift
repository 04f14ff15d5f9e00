/// What of a text from outside may stand in a message: one line of at most so many characters.
package func excerpt(of text: String, atMost most: Int = 40) -> String {
    ShownText.line(text, atMost: most)
}
