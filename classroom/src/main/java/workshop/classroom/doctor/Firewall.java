package workshop.classroom.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out what drops packets, from the lists of rules. */
final class Firewall {
  private static final int MOST = 3;

  private static final Pattern NFT_TABLE = Pattern.compile("^table (\\S+ \\S+) \\{");
  private static final Pattern NFT_CHAIN = Pattern.compile("^\\s+chain (\\S+) \\{");
  private static final Pattern NFT_HOOK = Pattern.compile("hook ([a-z]+)\\b");
  private static final Pattern NFT_DROPS = Pattern.compile("policy drop|\\b(drop|reject)\\b");
  private static final Pattern IPTABLES =
      Pattern.compile(
          "^-P (INPUT|OUTPUT|PREROUTING|POSTROUTING) DROP|^-A (\\S+) .*-j (DROP|REJECT)");

  private Firewall() {}

  /**
   * The chains that drop or reject something, the most likely first; empty where there is none.
   *
   * @param nft what {@code nft list ruleset} says
   * @param iptables what {@code iptables -S} says of its tables
   */
  static Optional<String> chains(String nft, String iptables) {
    Set<String> found = new LinkedHashSet<>(nftChains(nft.lines().toList()));
    for (String line : iptables.lines().toList()) {
      Matcher matcher = IPTABLES.matcher(line);
      if (matcher.find()) {
        String chain = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        found.add("iptables, chain " + chain);
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", found.stream().limit(MOST).toList()));
  }

  /** First the chains that packets come to by themselves, then those that are jumped to. */
  private static List<String> nftChains(List<String> lines) {
    Set<String> hooked = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    String table = "";
    String chain = "";
    String hook = "";
    for (String line : lines) {
      Matcher tables = NFT_TABLE.matcher(line);
      Matcher chains = NFT_CHAIN.matcher(line);
      Matcher hooks = NFT_HOOK.matcher(line);
      if (tables.find()) {
        table = tables.group(1);
      } else if (chains.find()) {
        chain = chains.group(1);
        hook = "";
      }
      if (hooks.find()) {
        hook = hooks.group(1);
      }
      if (!hook.equals("forward") && NFT_DROPS.matcher(line).find()) {
        String name = "nft table %s, chain %s".formatted(table, chain);
        (hook.isEmpty() ? others : hooked).add(hook.isEmpty() ? name : name + ": " + hook);
      }
    }
    return Stream.concat(hooked.stream(), others.stream()).toList();
  }
}
