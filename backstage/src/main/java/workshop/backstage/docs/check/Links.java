package workshop.backstage.docs.check;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Link;
import workshop.backstage.docs.page.Page;

/** Whether links lead somewhere, as far as that can be seen without the internet. */
final class Links {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern RFC =
      Pattern.compile(".*(rfc-editor\\.org|ietf\\.org)/.*\\brfc-?\\d.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern RFC_FORM =
      Pattern.compile(
          "https://www\\.rfc-editor\\.org/rfc/rfc[1-9]\\d*"
              + "(#section-[1-9]\\d*(\\.\\d+)*|#page-[1-9]\\d*|#appendix-[A-Z](\\.\\d+)*)?");

  private final Path root;
  private final Map<String, Page> pages = new HashMap<>();

  Links(Path root) {
    this.root = root;
  }

  List<Finding> check(Page page) {
    List<Finding> findings = new ArrayList<>();
    for (Link link : page.links()) {
      String wrong = wrong(page, link.target());
      if (!wrong.isEmpty()) {
        findings.add(new Finding(page.name(), link.line(), wrong));
      }
    }
    return findings;
  }

  private String wrong(Page page, String target) {
    if (RFC.matcher(target).matches() && !RFC_FORM.matcher(target).matches()) {
      return ("%s has not the form of the others; write https://www.rfc-editor.org/rfc/rfcN,"
              + " and #section-x.y, #page-N or #appendix-X behind it")
          .formatted(target);
    }
    if (target.startsWith("http://")) {
      return "%s is not encrypted; write https://".formatted(target);
    }
    if (SCHEME.matcher(target).matches()) {
      return "";
    }
    if (target.startsWith("/")) {
      return "%s is no relative link; begin at this page's folder".formatted(target);
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    String anchor = hash < 0 ? "" : target.substring(hash + 1);
    Path file = root.resolve(page.name());
    if (!path.isEmpty()) {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      file = file.resolveSibling(decoded).normalize();
      if (!file.startsWith(root)
          || !Files.exists(file)
          || root.relativize(file).toString().matches("(.*/)?target(/.*)?")) {
        return "%s leads nowhere: there is no %s; fix the link"
            .formatted(target, file.startsWith(root) ? root.relativize(file) : path);
      }
    }
    return anchor.isEmpty() ? "" : wrongAnchor(file, anchor, page);
  }

  private String wrongAnchor(Path file, String anchor, Page page) {
    String name = root.relativize(file).toString();
    if (!name.endsWith(".md")) {
      return "#%s in %s: only pages have anchors that stay; leave it out".formatted(anchor, name);
    }
    Page target =
        name.equals(page.name()) ? page : pages.computeIfAbsent(name, n -> Page.read(root, n));
    String decoded = URLDecoder.decode(anchor.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (target.anchor(decoded).isPresent()) {
      return "";
    }
    return "#%s leads nowhere: no heading of %s has this anchor%s; fix the link"
        .formatted(anchor, name, like(decoded, target));
  }

  /** The heading that may be meant: one with the same number. */
  private static String like(String anchor, Page target) {
    String number = anchor.replaceFirst("-.*", "-");
    return target.headings().stream()
        .filter(heading -> heading.anchor().startsWith(number))
        .findFirst()
        .map(heading -> " (#%s?)".formatted(heading.anchor()))
        .orElse("");
  }
}
