package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the page of services: JSON where a server offers it, lines {@code name => state} in Cortex,
 * rows of a table in Mimir, which answers HTML whatever it is asked for.
 */
final class ServicesPage {
  private static final Pattern LINE =
      Pattern.compile("([\\w -]{1,100}?)\\s*(?:=>|:)\\s*(\\w{1,50})");
  private static final Pattern ROW =
      Pattern.compile("<td[^>]{0,200}>([^<]{1,200})</td>\\s*<td[^>]{0,200}>([^<]{1,200})</td>");
  private static final int MAX_SERVICES = 10_000;

  private ServicesPage() {}

  static Call<List<ServiceState>> call() {
    return Call.of(
        Base.ROOT,
        "/services",
        Form.EMPTY,
        Method.GET,
        Presence.SOMEWHERE,
        Reader.anything((text, headers) -> read(text)));
  }

  static List<ServiceState> read(String text) throws UnexpectedAnswer {
    String start = text.stripLeading();
    List<ServiceState> services = new ArrayList<>();
    if (start.startsWith("{")) {
      Json tree = Json.parse(start);
      for (Json service : tree.get("services").items()) {
        services.add(new ServiceState(service.get("name").text(), state(service)));
      }
    } else if (start.startsWith("<")) {
      Matcher row = ROW.matcher(text);
      while (row.find() && services.size() < MAX_SERVICES) {
        services.add(new ServiceState(row.group(1).strip(), row.group(2).strip()));
      }
    } else {
      for (String line : text.split("\n", -1)) {
        Matcher named = LINE.matcher(line.strip());
        if (named.matches() && services.size() < MAX_SERVICES) {
          services.add(new ServiceState(named.group(1).strip(), named.group(2)));
        }
      }
    }
    if (services.isEmpty()) {
      throw new UnexpectedAnswer("a page without services");
    }
    return List.copyOf(services);
  }

  private static String state(Json service) {
    String status = service.get("status").text();
    return status.isEmpty() ? service.get("state").text() : status;
  }
}
