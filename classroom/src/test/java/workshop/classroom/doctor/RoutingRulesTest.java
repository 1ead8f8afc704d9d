package workshop.classroom.doctor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Policy routing")
class RoutingRulesTest {
  private static final String LOCAL = "0:\tfrom all lookup local";
  private static final String MAIN = "32766:\tfrom all lookup main";
  private static final String DEFAULT = "32767:\tfrom all lookup default";
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "52", List.of("192.168.100.0/24 dev mesh0 scope link"),
          "51820", List.of("default dev wg0 scope link"),
          "60", List.of("default dev wg0", "throw 192.168.0.0/16"));

  private static Optional<String> culprit(String... rules) {
    List<String> all = new ArrayList<>(List.of(LOCAL));
    all.addAll(List.of(rules));
    all.addAll(List.of(MAIN, DEFAULT));
    return new RoutingRules(all, table -> TABLES.getOrDefault(table, List.of()))
        .culprit("192.168.100.1", "192.168.100.2");
  }

  @Test
  @DisplayName("without rules of its own takes nothing away")
  void none() {
    assertThat(culprit(), is(Optional.empty()));
  }

  @Test
  @DisplayName("of a mesh VPN: its table has the very subnet")
  void mesh() {
    assertThat(
        culprit("5210:\tfrom all fwmark 0x80000/0xff0000 lookup main", "5270:\tfrom all lookup 52"),
        is(Optional.of("5270:\tfrom all lookup 52")));
  }

  @Test
  @DisplayName("of a full tunnel: harmful, unless the main table's longer routes come first")
  void tunnel() {
    String tunnel = "32765:\tnot from all fwmark 0xca6c lookup 51820";
    assertThat(culprit(tunnel), is(Optional.of(tunnel)));
    assertThat(
        culprit("32764:\tfrom all lookup main suppress_prefixlength 0", tunnel),
        is(Optional.empty()));
  }

  @Test
  @DisplayName("for packets of others: with a mark, from an interface, or between other addresses")
  void others() {
    assertThat(
        culprit(
            "100:\tfrom all fwmark 0x1 lookup 52",
            "101:\tfrom all iif eth0 lookup 52",
            "102:\tfrom 10.0.0.0/8 lookup 52",
            "103:\tfrom all to 172.16.0.0/12 lookup 52"),
        is(Optional.empty()));
    assertThat(
        culprit("102:\tfrom 192.168.0.0/16 lookup 52"),
        is(Optional.of("102:\tfrom 192.168.0.0/16 lookup 52")));
  }

  @Test
  @DisplayName("that refuses: as bad as one that leads elsewhere")
  void refuses() {
    String rule = "100:\tfrom all to 192.168.100.0/24 unreachable";
    assertThat(culprit(rule), is(Optional.of(rule)));
  }

  @Test
  @DisplayName("goes on with the next rule where a table has no route, or throws")
  void goesOn() {
    assertThat(
        culprit("100:\tfrom all lookup 99", "101:\tfrom all lookup 60"), is(Optional.empty()));
  }
}
