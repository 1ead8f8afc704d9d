package workshop.classroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** All measurements of one server in one mode, round by round. */
final class Figures {
  /**
   * One measurement.
   *
   * @param value in the unit of the mode
   * @param median of the latencies, in microseconds; 0 if there are none
   * @param slow what 99 of 100 requests take at most, in microseconds
   * @param user processor seconds of the server in its own code: a gigabyte, or a million requests
   * @param system the same, in the kernel
   */
  record Figure(double value, double median, double slow, double user, double system) {}

  final String server;
  final Mode mode;
  final List<Figure> rounds = new ArrayList<>();

  Figures(String server, Mode mode) {
    this.server = server;
    this.mode = mode;
  }

  void add(Load.Done done, Server.Cpu cpu) {
    double count = Math.max(1, done.count());
    double parts = count / (mode.bytes ? 1e9 : 1e6);
    double value = mode.bytes ? 8 * count / 1e6 : count;
    rounds.add(
        new Figure(
            value / done.seconds(),
            done.latencies().percentile(50),
            done.latencies().percentile(99),
            cpu.user() / parts,
            cpu.system() / parts));
  }

  double median(ToDoubleFunction<Figure> which) {
    double[] all = rounds.stream().mapToDouble(which).sorted().toArray();
    int half = all.length / 2;
    return all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
  }

  /** The median of the ratios, round by round: a disturbance of a round slows both down. */
  double ratio(Figures other) {
    Figures ratios = new Figures(server, mode);
    for (int i = 0; i < rounds.size(); i++) {
      double ratio = rounds.get(i).value() / other.rounds.get(i).value();
      ratios.rounds.add(new Figure(ratio, 0, 0, 0, 0));
    }
    return ratios.median(Figure::value);
  }

  String json() {
    List<String> values = new ArrayList<>();
    for (Figure round : rounds) {
      values.add(
          String.format(
              Locale.ROOT,
              "{\"value\":%.1f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"cpu_user\":%.2f,\"cpu_system\":%.2f}",
              round.value(),
              round.median(),
              round.slow(),
              round.user(),
              round.system()));
    }
    return String.format(
        Locale.ROOT,
        "{\"server\":\"%s\",\"mode\":\"%s\",\"unit\":\"%s\",\"cpu_per\":\"%s\",\"rounds\":[%s]}",
        server,
        mode.word,
        mode.unit(),
        mode.bytes ? "GB" : "million",
        String.join(",", values));
  }
}
