package workshop.backstage.docs.page;

/**
 * A link or an image of a page.
 *
 * @param line from 1 on
 * @param target as it is written
 */
public record Link(int line, String target) {}
