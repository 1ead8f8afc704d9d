package workshop.classroom.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Sudo;

/** Checks that the kernel would send packets for the stack to the stack. */
final class AddressCheck {
  static final String SUBNET = "192.168.100";

  private final Findings findings;

  AddressCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Tells the first obstacle, if there is one.
   *
   * @param live the result of the live test
   */
  void run(Optional<LiveTest.Result> live) {
    Optional<String> route = takenBy(SUBNET);
    Optional<String> rule = rule();
    if (route.isPresent()) {
      findings.warn(
          ("addresses: %s.0/24 is in use (%s): use a lab, or -- --kernel 10.99.0.1/24"
                  + " --address 10.99.0.2")
              .formatted(SUBNET, route.get()));
    } else if (rule.isPresent()) {
      findings.warn(
          "addresses: the routing rule \"%s\" takes packets for %s.2 away (a VPN?): use a lab, or: %s"
              .formatted(
                  rule.get().replaceAll("\\s+", " "),
                  SUBNET,
                  Sudo.before("ip rule add pref 9 to " + SUBNET + ".0/24 lookup main")));
    } else if (live.isPresent() && !live.get().rightDevice()) {
      findings.warn(
          "addresses: packets for the stack go to another device (%s): use a lab"
              .formatted(live.get().route()));
    } else {
      findings.ok("addresses: %s.0/24 is free".formatted(SUBNET));
    }
  }

  /**
   * A route that is as long as the device's, or longer, or a gateway among its addresses. Shorter
   * ones do no harm: the kernel takes the longest.
   *
   * @param subnet the first three bytes of its addresses
   */
  static Optional<String> takenBy(String subnet) {
    Stream<String> longer =
        Answer.of("ip", "-4", "route", "show", "root", subnet + ".0/24").text().lines();
    Stream<String> gateways =
        Answer.of("ip", "-4", "route", "show")
            .text()
            .lines()
            .filter(line -> line.contains(" via " + subnet + "."));
    return Stream.concat(longer, gateways)
        .map(String::strip)
        .filter(line -> !line.contains(" dev tap0") && !line.isEmpty())
        .sorted()
        .findFirst();
  }

  private static Optional<String> rule() {
    List<String> rules = Answer.of("ip", "-4", "rule", "show").text().lines().toList();
    return new RoutingRules(rules, AddressCheck::routesOf).culprit(SUBNET + ".1", SUBNET + ".2");
  }

  private static List<String> routesOf(String table) {
    Answer routes = Answer.of("ip", "-4", "route", "show", "table", table, "match", SUBNET + ".2");
    return routes.isYes() ? routes.text().lines().toList() : List.of();
  }
}
