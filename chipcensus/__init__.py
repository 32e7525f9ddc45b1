"""Chip Census: sourced figures on China's AI-chip industry."""
