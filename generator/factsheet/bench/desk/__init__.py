"""The desk for requests: what one changes, told for somebody who knows neither git nor YAML."""
