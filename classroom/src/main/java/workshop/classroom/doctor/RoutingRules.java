package workshop.classroom.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Policy routing: rules that the kernel obeys before it looks into the main table, which has the
 * device's route. Such a rule may send packets to another device. VPNs make such rules.
 */
final class RoutingRules {
  private static final int OUR_PREFIX = 24;

  /** Before the destination of a route that does not lead to a device. */
  private static final Pattern TYPE =
      Pattern.compile("^(throw|unreachable|blackhole|prohibit|unicast) ");

  private final List<String> rules;
  private final Function<String, List<String>> routes;

  /**
   * What {@code ip} says.
   *
   * @param rules the lines of {@code ip rule}
   * @param routes for a table, those of its routes that match the stack's address
   */
  RoutingRules(List<String> rules, Function<String, List<String>> routes) {
    this.rules = rules;
    this.routes = routes;
  }

  /**
   * The rule that takes the packets from the kernel to the stack; empty where none does.
   *
   * @param kernel the address of the kernel's side, for instance 192.168.100.1
   * @param stack the stack's
   */
  Optional<String> culprit(String kernel, String stack) {
    for (String line : rules) {
      Rule rule = Rule.parse(line);
      if (!rule.concerns(kernel, stack)) {
        continue;
      }
      if (rule.refuses()) {
        return Optional.of(line.strip());
      }
      String table = rule.value("lookup");
      if (table.equals("main") && rule.suppressedPrefix() < OUR_PREFIX) {
        return Optional.empty(); // there our route is found
      }
      if (takes(rule, table)) {
        return Optional.of(line.strip());
      }
    }
    return Optional.empty();
  }

  private boolean takes(Rule rule, String table) {
    if (table.isEmpty() || List.of("local", "main", "default").contains(table)) {
      return false;
    }
    int longest = -1;
    boolean goesOn = false;
    for (String route : routes.apply(table)) {
      boolean thrown = route.startsWith("throw ");
      String destination = TYPE.matcher(route).replaceFirst("").strip().split(" ")[0];
      int prefix = destination.equals("default") ? 0 : prefixOf(destination);
      if (prefix > longest) {
        longest = prefix;
        goesOn = thrown;
      }
    }
    return longest > rule.suppressedPrefix() && !goesOn;
  }

  private static int prefixOf(String destination) {
    int slash = destination.indexOf('/');
    return slash < 0 ? 32 : Integer.parseInt(destination.substring(slash + 1));
  }

  /** One of them, as words behind its number. */
  private record Rule(List<String> words) {
    static Rule parse(String line) {
      return new Rule(List.of(line.strip().replaceFirst("^[0-9]+:\\s*", "").split("\\s+")));
    }

    /** The word after a name; empty where that is missing. */
    String value(String name) {
      int place = words.indexOf(name);
      return place < 0 || place + 1 == words.size() ? "" : words.get(place + 1);
    }

    boolean refuses() {
      return words.stream().anyMatch(List.of("unreachable", "prohibit", "blackhole")::contains);
    }

    int suppressedPrefix() {
      String prefix = value("suppress_prefixlength");
      return prefix.isEmpty() ? -1 : Integer.parseInt(prefix);
    }

    /** Whether packets from here to the stack are meant: without a mark, and from any program. */
    boolean concerns(String kernel, String stack) {
      List<String> special = List.of("iif", "oif", "ipproto", "sport", "dport", "tos", "uidrange");
      if (words.stream().anyMatch(special::contains)) {
        return false;
      }
      boolean matches =
          value("fwmark").isEmpty()
              && isWithin(kernel, value("from"))
              && (value("to").isEmpty() || isWithin(stack, value("to")));
      return words.get(0).equals("not") != matches;
    }

    private static boolean isWithin(String address, String network) {
      if (network.equals("all") || network.isEmpty()) {
        return true;
      }
      int host = 32 - prefixOf(network);
      return host == 32 || number(address) >>> host == number(network.split("/")[0]) >>> host;
    }

    private static int number(String address) {
      int number = 0;
      for (String part : address.split("\\.")) {
        number = number << 8 | Integer.parseInt(part);
      }
      return number;
    }
  }
}
