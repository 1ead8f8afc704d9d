package workshop.backstage.docs.page;

/**
 * A heading of a page.
 *
 * @param line from 1 on
 * @param level 1 for #
 * @param text without its marks for code, emphasis and links
 * @param anchor what a link to it says behind the #
 */
public record Heading(int line, int level, String text, String anchor) {}
