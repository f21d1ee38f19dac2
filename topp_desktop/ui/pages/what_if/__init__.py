"""What if these actions were done?"""
