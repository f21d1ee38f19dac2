"""From a scorecard to a dated plan. See docs/roadmap.md."""
