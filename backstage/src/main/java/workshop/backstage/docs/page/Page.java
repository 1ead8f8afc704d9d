package workshop.backstage.docs.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import workshop.exercises.Workshop;

/** A page in Markdown: its blocks with their marks, its headings and its links. */
public final class Page {
  private static final Pattern MARK = Pattern.compile("<!-- ([a-z ]+): (.*\\S) -->\\s*");
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final String name;
  private final List<String> lines;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Heading> headings = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /** The lines of blocks of code and of tables: their length is what they need. */
  private final Set<Integer> wide = new HashSet<>();

  /**
   * Reads a page.
   *
   * @param name its path from the top of the tree, with slashes
   */
  public Page(String name, String text) {
    this.name = name;
    lines = text.lines().toList();
    PARSER.parse(text).accept(new Reader());
    for (Mark mark : marks) {
      if (!mark.kind().isForPage()
          && blocks.stream().noneMatch(block -> block.marks().contains(mark))) {
        find(
            mark.line(),
            "the mark \"%s\" is above nothing; put it on the line directly above its block",
            mark.kind().word());
      }
    }
  }

  /** Reads a page of this tree. */
  public static Page read(Path root, String name) {
    return new Page(name, Workshop.read(root.resolve(name)));
  }

  /** Its path from the top of the tree. */
  public String name() {
    return name;
  }

  public List<String> lines() {
    return lines;
  }

  /** All of them, in their order. */
  public List<Mark> marks() {
    return marks;
  }

  /** The values of a mark that is about the whole page. */
  public List<String> values(Mark.Kind kind) {
    return marks.stream().filter(mark -> mark.kind() == kind).map(Mark::value).toList();
  }

  /** In their order. */
  public List<Block> blocks() {
    return blocks;
  }

  /** Those of one language. */
  public List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /** In their order. */
  public List<Heading> headings() {
    return headings;
  }

  /** The heading with this anchor. */
  public Optional<Heading> anchor(String anchor) {
    return headings.stream().filter(heading -> heading.anchor().equals(anchor)).findFirst();
  }

  /** In their order. */
  public List<Link> links() {
    return links;
  }

  /** Whether this line, from 1 on, is part of a block or of a table. */
  public boolean isWide(int line) {
    return wide.contains(line);
  }

  /** What could not be read. */
  public List<Finding> findings() {
    return findings;
  }

  private void find(int line, String text, Object... arguments) {
    findings.add(new Finding(name, line, text.formatted(arguments)));
  }

  private final class Reader extends AbstractVisitor {
    private final Anchors anchors = new Anchors();

    private int first(Node node) {
      for (Node place = node; place != null; place = place.getParent()) {
        if (!place.getSourceSpans().isEmpty()) {
          return place.getSourceSpans().get(0).getLineIndex() + 1;
        }
      }
      return 1;
    }

    private void widen(Node node) {
      for (SourceSpan span : node.getSourceSpans()) {
        wide.add(span.getLineIndex() + 1);
      }
    }

    @Override
    public void visit(FencedCodeBlock block) {
      widen(block);
      int line = first(block);
      if (block.getClosingFenceLength() == null) {
        find(line, "this block has no end; put a fence of the same length below it");
      }
      String info = block.getInfo() == null ? "" : block.getInfo().strip();
      String opening = lines.get(line - 1);
      List<String> content =
          block.getLiteral().isEmpty()
              ? List.of()
              : List.of(block.getLiteral().replaceFirst("\n$", "").split("\n", -1));
      blocks.add(
          new Block(
              line,
              info.split("\\s+")[0],
              opening.substring(0, Math.max(0, indexOfFence(opening))),
              content,
              marksAbove(line)));
    }

    private int indexOfFence(String line) {
      return line.indexOf(line.contains("```") ? "```" : "~~~");
    }

    private List<Mark> marksAbove(int line) {
      List<Mark> above = new ArrayList<>();
      int expected = line - 1;
      for (int i = marks.size() - 1; i >= 0 && marks.get(i).line() == expected; i--, expected--) {
        above.add(0, marks.get(i));
      }
      return above.stream().filter(mark -> !mark.kind().isForPage()).toList();
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      widen(block);
      find(first(block), "a block by indentation alone; put it between fences, with its language");
    }

    @Override
    public void visit(HtmlBlock html) {
      String text = html.getLiteral();
      if (!text.contains("<!--")) {
        return;
      }
      Matcher matcher = MARK.matcher(text.strip());
      int line = first(html);
      Optional<Mark.Kind> kind =
          matcher.matches() ? Mark.Kind.of(matcher.group(1)) : Optional.empty();
      if (kind.isPresent()) {
        marks.add(new Mark(line, kind.get(), matcher.group(2)));
      } else if (matcher.matches()) {
        find(line, "there is no mark \"%s\"; there are: %s", matcher.group(1), Mark.Kind.words());
      } else {
        notAMark(line);
      }
    }

    @Override
    public void visit(HtmlInline html) {
      if (html.getLiteral().startsWith("<!--")) {
        notAMark(first(html));
      }
    }

    private void notAMark(int line) {
      find(
          line,
          "this comment is no mark; a mark has a line of its own, of the form <!-- scene: 3.2 -->");
    }

    @Override
    public void visit(CustomBlock block) {
      if (block instanceof TableBlock) {
        widen(block);
      }
      visitChildren(block);
    }

    @Override
    public void visit(org.commonmark.node.Heading heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text node) {
              text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
              text.append(node.getLiteral());
            }
          });
      headings.add(
          new Heading(
              first(heading), heading.getLevel(), text.toString(), anchors.next(text.toString())));
      visitChildren(heading);
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
      links.add(new Link(first(link), link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(new Link(first(image), image.getDestination()));
      visitChildren(image);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      widen(definition);
    }
  }
}
